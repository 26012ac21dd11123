package cn.nongchao.people.web;

import cn.nongchao.people.access.Passkeys.Passkey;
import cn.nongchao.people.access.SecondFactor;
import cn.nongchao.platform.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One's own second factor.
 *
 * @param name whose, for the sheet of recovery codes
 * @param setup what was begun and is to be confirmed; null for nothing
 * @param qr of it, drawn
 * @param noPasskeys why none can be made here; null where they can
 */
public record SecondFactorPage(
    String name,
    SecondFactor.State state,
    SecondFactor.@Nullable Setup setup,
    String qr,
    List<Passkey> passkeys,
    @Nullable Text noPasskeys) {

  public SecondFactorPage {
    passkeys = List.copyOf(passkeys);
  }
}
