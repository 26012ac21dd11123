package cn.nongchao.people.access;

import cn.nongchao.launch.FirstWords;
import cn.nongchao.people.PersonId;
import cn.nongchao.platform.Settings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.DependsOn;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the one administrator of a new installation, whose random password is printed once. A demo
 * has its own accounts.
 */
@Component
@ConditionalOnWebApplication // a command has no terminal to show the password on
@DependsOn("migrations")
class FirstAdministrator implements InitializingBean, FirstWords {

  private final Settings settings;
  private final TransactionTemplate transaction;
  private final FirstAccount account;
  private @Nullable String password;

  FirstAdministrator(Settings settings, TransactionTemplate transaction, FirstAccount account) {
    this.settings = settings;
    this.transaction = transaction;
    this.account = account;
  }

  @Override
  public void afterPropertiesSet() {
    if (settings.demo()) return;
    transaction.executeWithoutResult(status -> {
      PersonId made = account.make();
      if (made != null) password = account.password(made);
    });
  }

  @Override
  public List<String> take() {
    String made = password;
    password = null;
    return made == null ? List.of() : List.of("Administrator: admin  password: " + made);
  }
}
