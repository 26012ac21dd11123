package cn.nongchao;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.form.Area;
import cn.nongchao.form.Field;
import cn.nongchao.form.FromFile;
import cn.nongchao.form.Readers;
import cn.nongchao.people.Needs;
import cn.nongchao.platform.web.Anyone;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.RequestMapping;
import picocli.CommandLine.Command;

/** STYLE.md as far as compiled classes show it. */
class ArchitectureTest {

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("cn.nongchao");

  /** Nobody writes in their own words without being told who reads them. */
  @Test
  void textInOnesOwnWordsNamesItsReaders() {
    List<String> unsaid =
        OURS.stream()
            .filter(JavaClass::isRecord)
            .flatMap(one -> Arrays.stream(one.reflect().getRecordComponents()))
            .filter(ArchitectureTest::isWords)
            .filter(one -> one.getAnnotation(Field.class).readers() == Readers.UNSAID)
            .map(one -> one.getDeclaringRecord().getSimpleName() + "." + one.getName())
            .toList();
    assertThat(unsaid).isEmpty();
  }

  private static boolean isWords(RecordComponent one) {
    boolean asked = one.isAnnotationPresent(Field.class) && one.getType() == String.class;
    boolean words = one.isAnnotationPresent(Area.class) || one.getName().equals("reason");
    return asked && words && !one.isAnnotationPresent(FromFile.class);
  }

  @Test
  void controllersAreNotPublic() {
    classes()
        .that()
        .areMetaAnnotatedWith(Controller.class)
        .or()
        .areMetaAnnotatedWith(ControllerAdvice.class)
        .should()
        .notBePublic()
        .check(OURS);
  }

  /** Or a flood of guesses would compute as many hashes at once. */
  @Test
  void passwordsAreHashedWhereItIsBounded() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("cn.nongchao.people.access.Hashing")
        .and()
        .doNotHaveFullyQualifiedName("cn.nongchao.people.access.AccessConfiguration")
        .and(not(resideInAPackage("cn.nongchao.bench..")))
        .should()
        .dependOnClassesThat()
        .areAssignableTo(PasswordEncoder.class)
        .check(OURS);
  }

  @Test
  void storesAndRowsAreNotPublic() {
    classes()
        .that()
        .haveSimpleNameEndingWith("Store")
        .and(not(publishedStore()))
        .or()
        .haveSimpleNameEndingWith("Rows")
        .should()
        .notBePublic()
        .check(OURS);
  }

  /** Evidence is asked for by name from other modules; it is the facade, not a table's keeper. */
  private static DescribedPredicate<JavaClass> publishedStore() {
    return DescribedPredicate.describe(
        "is a facade", type -> type.getSimpleName().equals("EvidenceStore"));
  }

  @Test
  void namesComeFromTheField() {
    noClasses()
        .should()
        .haveNameMatching(".*(Impl|Service|Repository|Dao|DTO|Dto|Util|Utils|Helper|Manager)")
        .check(OURS);
  }

  @Test
  void pagesDoNotTouchTheDatabase() {
    noClasses()
        .that()
        .resideInAPackage("..web..")
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(JdbcClient.class, DataSource.class)
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("org.springframework.jdbc..")
        .check(OURS);
  }

  @Test
  void fieldsAreNotInjected() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("org.springframework.beans.factory.annotation.Autowired")
        .check(OURS);
  }

  @Test
  void timeComesFromAClock() {
    noClasses()
        .should(callMethodWhere(called("java.time..", Set.of("now"), "without a clock")))
        .orShould(callMethodWhere(called("java.lang", Set.of("currentTimeMillis"), "")))
        .orShould()
        .callConstructor(java.util.Date.class)
        .check(OURS);
  }

  @Test
  void theMachinesHabitsAreNotOurs() {
    noClasses()
        .should(callMethodWhere(called("java.util", Set.of("getDefault"), "")))
        .orShould(callMethodWhere(called("java.time..", Set.of("systemDefault"), "")))
        .orShould(callMethodWhere(called("java.time..", Set.of("systemDefaultZone"), "")))
        .check(OURS);
  }

  @Test
  void lettersChangeCaseTheSameEverywhere() {
    noClasses()
        .should(
            callMethodWhere(
                called("java.lang", Set.of("toLowerCase", "toUpperCase"), "without a locale")))
        .check(OURS);
  }

  @Test
  void onlyTheCommandLineSpeaks() {
    noClasses()
        .that()
        .resideOutsideOfPackages("cn.nongchao.launch..", "cn.nongchao.verifier..")
        .and(not(command()))
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(OURS);
  }

  private static DescribedPredicate<JavaClass> command() {
    return DescribedPredicate.describe(
        "is a command",
        type -> {
          JavaClass outer = type;
          while (outer.getEnclosingClass().isPresent()) outer = outer.getEnclosingClass().get();
          return outer.isAnnotatedWith(Command.class);
        });
  }

  @Test
  void aSurpriseHasAName() {
    noClasses()
        .should()
        .callConstructorWhere(
            DescribedPredicate.describe(
                "a bare exception is made",
                (JavaConstructorCall call) ->
                    Set.of(RuntimeException.class, Exception.class, Error.class, Throwable.class)
                            .stream()
                            .anyMatch(bare -> call.getTargetOwner().isEquivalentTo(bare))
                        && !isOwnConstructor(call)))
        .check(OURS);
  }

  private static boolean isOwnConstructor(JavaConstructorCall call) {
    return call.getOrigin() instanceof JavaConstructor
        && assignableTo(Throwable.class).test(call.getOriginOwner());
  }

  @Test
  void everyAddressSaysWhoItIsFor() {
    methods()
        .that()
        .areMetaAnnotatedWith(RequestMapping.class)
        .should(sayWhoTheyAreFor())
        .check(OURS);
  }

  private static ArchCondition<JavaMethod> sayWhoTheyAreFor() {
    return new ArchCondition<>("carry @Needs or @Anyone") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        boolean needs =
            method.isAnnotatedWith(Needs.class) || method.getOwner().isAnnotatedWith(Needs.class);
        boolean anyone =
            method.isAnnotatedWith(Anyone.class) || method.getOwner().isAnnotatedWith(Anyone.class);
        boolean both = method.isAnnotatedWith(Needs.class) && method.isAnnotatedWith(Anyone.class);
        boolean said = (needs || anyone) && !both;
        events.add(new SimpleConditionEvent(method, said, method.getFullName() + " says nothing"));
      }
    };
  }

  @Test
  void theEngineStandsAlone() {
    noClasses()
        .that()
        .resideInAPackage("cn.nongchao.seal..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.springframework..")
                .or(resideInAPackage("java.sql.."))
                .or(resideInAPackage("java.net.http..")))
        .orShould(callMethodWhere(called("java.time..", Set.of("systemUTC", "system"), "")))
        .check(OURS);
  }

  /** Calls without arguments, or with a time zone alone, to a method of this name. */
  private static DescribedPredicate<JavaMethodCall> called(
      String where, Set<String> names, String how) {
    return DescribedPredicate.describe(
        String.join("/", names) + " is called " + how,
        call -> {
          AccessTarget.MethodCallTarget target = call.getTarget();
          return names.contains(target.getName())
              && resideInAPackage(where).test(target.getOwner())
              && withoutClock(call);
        });
  }

  private static boolean withoutClock(JavaAccess<?> call) {
    return ((AccessTarget.CodeUnitCallTarget) call.getTarget())
        .getRawParameterTypes().stream()
            .allMatch(type -> type.isEquivalentTo(java.time.ZoneId.class));
  }
}
