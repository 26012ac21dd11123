package cn.nongchao.people.web;

import cn.nongchao.people.Organisation;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.web.Typed;
import java.util.Map;

/** The form for a new organisation or a changed one; sent to {@code path}. */
public record OrganisationFormPage(String path, boolean isNew, Typed form, String place) {

  public Map<String, Text> kinds() {
    return Organisation.KINDS;
  }
}
