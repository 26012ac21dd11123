package cn.nongchao.people.access;

import cn.nongchao.form.FieldKind;
import cn.nongchao.form.FormField;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import org.springframework.stereotype.Component;

/** What a passkey says, as the browser hands it on: JSON of WebAuthn level 3, section 5.1.8. */
public record PasskeyAnswer(String json) {

  /** Of an RSA key with room to spare. */
  static final int LONGEST = 16_384;

  @Override
  public String toString() {
    return "an answer of a passkey";
  }

  /** Filled in by the page's script, good once. */
  @Component
  static class Kind implements FieldKind<PasskeyAnswer> {

    @Override
    public boolean serves(FormField field) {
      return field.type() == PasskeyAnswer.class;
    }

    @Override
    public Outcome<PasskeyAnswer> read(String text, FormField field) {
      return text.length() <= LONGEST
          ? Outcome.done(new PasskeyAnswer(text))
          : Outcome.refused(Refusal.of("bad-input", "内容过长", "too long"));
    }

    @Override
    public String write(PasskeyAnswer value) {
      return value.json();
    }

    @Override
    public boolean isHidden() {
      return true;
    }

    @Override
    public String again(String text) {
      return "";
    }

    @Override
    public boolean isContent() {
      return false;
    }
  }
}
