package cn.nongchao.portal.web;

import cn.nongchao.cases.PublicReports;
import cn.nongchao.form.FieldKind;
import cn.nongchao.form.FormField;
import cn.nongchao.platform.Outcome;
import org.springframework.stereotype.Component;

/** Goes with the form without being seen; one that is too old is made anew. */
@Component
class FormMarkField implements FieldKind<FormMark> {

  private final PublicReports reports;

  FormMarkField(PublicReports reports) {
    this.reports = reports;
  }

  @Override
  public boolean serves(FormField field) {
    return field.type() == FormMark.class;
  }

  @Override
  public Outcome<FormMark> read(String text, FormField field) {
    return Outcome.done(new FormMark(text));
  }

  @Override
  public String write(FormMark value) {
    return value.value();
  }

  @Override
  public boolean isHidden() {
    return true;
  }

  @Override
  public String fresh() {
    return reports.form();
  }

  @Override
  public String again(String text) {
    return reports.freshened(text);
  }

  @Override
  public boolean isContent() {
    return false;
  }
}
