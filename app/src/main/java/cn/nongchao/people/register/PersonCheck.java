package cn.nongchao.people.register;

import cn.nongchao.people.NationalId;
import cn.nongchao.people.Phone;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A person whose fields were found right in themselves.
 *
 * @param login null for none
 * @param nationalId null to leave as it is or for none; “-” to erase
 * @param phone null to leave as it is or for none; “-” to erase
 */
record PersonCheck(
    PersonDraft draft,
    String name,
    @Nullable String login,
    @Nullable String nationalId,
    @Nullable String phone) {

  static Outcome<PersonCheck> of(PersonDraft typed, LocalDate today) {
    Draft draft = new Draft();
    String name = draft.text("name", typed.name(), "姓名", "name", 40);
    String login = typed.login().strip().toLowerCase(Locale.ROOT);
    if (!login.isEmpty() && !login.matches("[a-z0-9][a-z0-9._@-]{1,39}")) {
      draft.refuse(
          "login",
          "账号应为 2–40 位小写字母、数字或 . _ @ -，以字母或数字开头",
          "an account is 2–40 letters, digits or . _ @ -, beginning with a letter or digit");
    }
    String id =
        personal(draft, typed.nationalId(), t -> NationalId.read(t, today).map(NationalId::value));
    String phone = personal(draft, typed.phone(), t -> Phone.read(t).map(Phone::value));
    if (!draft.isRight()) return Outcome.refused(draft.wrong());
    return Outcome.done(new PersonCheck(typed, name, login.isEmpty() ? null : login, id, phone));
  }

  private static @Nullable String personal(
      Draft draft, String typed, Function<String, Outcome<String>> read) {
    String text = typed.strip();
    if (text.isEmpty()) return null;
    if (text.equals(PersonDraft.ERASE)) return text;
    return switch (read.apply(text)) {
      case Outcome.Done<String>(String value) -> value;
      case Outcome.Refused<String>(List<Refusal> reasons) -> {
        draft.refuse(reasons);
        yield null;
      }
    };
  }
}
