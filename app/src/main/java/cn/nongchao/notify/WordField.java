package cn.nongchao.notify;

import cn.nongchao.form.Asking;
import cn.nongchao.form.Choice;
import cn.nongchao.form.FieldKind;
import cn.nongchao.form.FormField;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.util.List;
import org.springframework.stereotype.Component;

/** One of the kinds of word declared. */
@Component
class WordField implements FieldKind<WordName> {

  private final Vocabulary words;

  WordField(Vocabulary words) {
    this.words = words;
  }

  @Override
  public boolean serves(FormField field) {
    return field.type() == WordName.class;
  }

  @Override
  public Outcome<WordName> read(String text, FormField field) {
    return words.find(text).isPresent()
        ? Outcome.done(new WordName(text))
        : Outcome.refused(Refusal.of("bad-input", "没有这种提醒", "there is no such kind of word"));
  }

  @Override
  public String write(WordName value) {
    return value.name();
  }

  @Override
  public Text say(WordName value) {
    return words.title(value.name());
  }

  @Override
  public List<Choice> choices(FormField field, Asking asking) {
    return words.all().stream().map(word -> Choice.of(word.name(), word.title())).toList();
  }

  @Override
  public String widget(FormField field) {
    return field.isMany() ? "form/choices" : "form/choice";
  }

  @Override
  public List<String> constants(FormField field) {
    return words.all().stream().map(Word::name).toList();
  }
}
