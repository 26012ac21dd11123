package cn.nongchao;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

/** Modules use only what they declare, only through root packages, and never in a circle. */
class ModularityTest {

  // The engine is a library beside the application, not a module of it.
  private final ApplicationModules modules =
      ApplicationModules.of(
          NongchaoApplication.class, JavaClass.Predicates.resideInAPackage("cn.nongchao.seal.."));

  @Test
  void modulesKeepToWhatTheyDeclare() {
    modules.verify();
  }

  @Test
  void everyModuleOfTheMapIsThere() {
    Set<String> names =
        modules.stream()
            .map(ApplicationModule::getIdentifier)
            .map(Object::toString)
            .collect(Collectors.toSet());
    assertThat(names).contains("launch", "platform", "people", "loop", "cases");
  }

  @Test
  void writesTheirDiagramsToTarget() {
    new Documenter(modules).writeModulesAsPlantUml().writeIndividualModulesAsPlantUml();
  }
}
