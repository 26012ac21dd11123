package cn.nongchao.form;

import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** A password. Left empty on a page it is empty text, left out by a program it is missing. */
@Component
class SecretField implements FieldKind<String> {

  @Override
  public boolean serves(FormField field) {
    return field.type() == String.class && field.has(Secret.class);
  }

  @Override
  public Outcome<String> read(String text, FormField field) {
    boolean hashed = text.indexOf('\0') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    return hashed
        ? Outcome.done(text)
        : Outcome.refused(
            Refusal.of("bad-input", "含有不能使用的字符", "contains a character that cannot be used"));
  }

  @Override
  public String write(String value) {
    return "";
  }

  @Override
  public Text say(String value) {
    return Text.same("••••");
  }

  @Override
  public Map<String, String> attributes(FormField field) {
    Secret secret = Objects.requireNonNull(field.annotation(Secret.class));
    return Map.of("type", "password", "autocomplete", secret.autocomplete());
  }

  @Override
  public String schema() {
    return "string password";
  }

  @Override
  public boolean isRaw() {
    return true;
  }
}
