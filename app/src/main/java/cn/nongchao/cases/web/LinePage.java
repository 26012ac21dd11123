package cn.nongchao.cases.web;

import cn.nongchao.cases.Category;
import cn.nongchao.people.Organisation;
import cn.nongchao.platform.Typed;
import java.util.List;

/**
 * One line of the responsibility list being edited.
 *
 * @param fresh whether it is a new line
 * @param seen version of the list the editor had before them
 * @param uppers lines of the upper level
 * @param organisations that can answer for a line
 * @param typed the line's fields, as they are or as they were sent
 */
public record LinePage(
    boolean fresh,
    String code,
    int seen,
    List<Category> uppers,
    List<Organisation> organisations,
    Typed typed) {

  public LinePage {
    uppers = List.copyOf(uppers);
    organisations = List.copyOf(organisations);
  }
}
