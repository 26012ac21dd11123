package cn.nongchao.cases.web;

import cn.nongchao.cases.Category;
import cn.nongchao.cases.CategoryCode;
import cn.nongchao.cases.ResponsibilityList;
import cn.nongchao.form.Caller;
import cn.nongchao.form.Reach;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * A line is changed by those who hold a role over its place. Everybody may read it, so it is not
 * hidden from others; a code under which nothing ever stood is anybody's to use.
 */
@Component
class LineReach implements Reach<CategoryCode> {

  private final ResponsibilityList list;

  LineReach(ResponsibilityList list) {
    this.list = list;
  }

  @Override
  public Class<CategoryCode> type() {
    return CategoryCode.class;
  }

  @Override
  public Outcome<CategoryCode> find(String text, Caller caller, Collection<String> roles) {
    return reaches(new CategoryCode(text), caller, roles);
  }

  @Override
  public Outcome<CategoryCode> reaches(CategoryCode code, Caller caller, Collection<String> roles) {
    Category line = list.latest(code.value()).orElse(null);
    if (line == null || covers((Viewer) caller, line, roles)) return Outcome.done(code);
    return Outcome.refused(
        Refusal.of(
            "not-allowed",
            "这一项归别处，须由管辖那里的管理员或经办人修改",
            "this line belongs to another place: those over that may change it"));
  }

  static boolean covers(Viewer viewer, Category line, Collection<String> roles) {
    return viewer.holdsOver(roles, line.division(), List.of());
  }
}
