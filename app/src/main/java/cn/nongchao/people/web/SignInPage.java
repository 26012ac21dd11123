package cn.nongchao.people.web;

import cn.nongchao.people.DemoAccount;
import cn.nongchao.platform.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param login as typed, kept after a refusal
 * @param back where to go once in
 * @param passkeys whether they are taken at this address
 */
public record SignInPage(
    String login,
    String back,
    @Nullable Text refusal,
    List<DemoAccount> accounts,
    boolean passkeys) {

  public SignInPage {
    accounts = List.copyOf(accounts);
  }
}
