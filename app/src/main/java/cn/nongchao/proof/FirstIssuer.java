package cn.nongchao.proof;

import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.platform.Settings;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.DependsOn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Writes down which organ was set by hand, and in whose name an older version signed. */
@Component
@DependsOn({"migrations", "firstPlaces"}) // or nothing has a name yet
class FirstIssuer implements InitializingBean {

  /** The demo's street, in whose name older versions signed where none was set. */
  private static final String BEFORE = "330114003";

  private final Issuers issuers;
  private final CodeSigning.Choice choice;
  private final Settings settings;
  private final Divisions divisions;
  private final JdbcClient jdbc;

  FirstIssuer(
      Issuers issuers,
      CodeSigning.Choice choice,
      Settings settings,
      Divisions divisions,
      JdbcClient jdbc) {
    this.issuers = issuers;
    this.choice = choice;
    this.settings = settings;
    this.divisions = divisions;
    this.jdbc = jdbc;
  }

  @Override
  public void afterPropertiesSet() {
    if (issuers.now().isPresent()) return;
    boolean signed =
        jdbc.sql("select exists (select 1 from proof.codes)").query(Boolean.class).single();
    String code = choice.issuer();
    if (code.isEmpty() && (signed || settings.demo())) code = BEFORE;
    if (code.isEmpty()) return;
    // A demo's places come after it.
    String name = settings.demo() ? "河庄街道办事处" : divisions.name(new DivisionCode(code));
    issuers.add(code, name, null);
  }
}
