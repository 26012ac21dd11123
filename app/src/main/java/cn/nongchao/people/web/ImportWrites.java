package cn.nongchao.people.web;

import cn.nongchao.form.Doors;
import cn.nongchao.form.Over;
import cn.nongchao.form.Told;
import cn.nongchao.form.Write;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.imports.Imports;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Text;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.UUID;

/**
 * The second step of an import; the first, which carries a file, is {@link ImportsController}'s.
 */
@Doors
class ImportWrites {

  private final Imports imports;

  ImportWrites(Imports imports) {
    this.imports = imports;
  }

  /**
   * What was written.
   *
   * @param rows how many
   * @param list the page on which they stand
   */
  record Written(int rows, @JsonIgnore String list) implements Told {
    @Override
    public Text told() {
      return Text.of("已导入 " + rows + " 行", rows + " rows were imported");
    }
  }

  /** Each row is within the caller's scope, or the file is refused: what was sent is one's own. */
  @Write(
      name = "import-confirmed",
      zh = "导入没有问题的行",
      en = "Import the good rows",
      page = "/imports/{kind}/{id}/confirm",
      back = "/imports/{kind}/{id}",
      to = "/{list}",
      api = "POST /api/v1/imports/{kind}/{id}/confirm",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.OWN,
      about =
          "Writes the good rows of a file you sent, all or none. Refused where things changed since"
              + " the preview so that a row is no longer good. Sent twice, it is written once.")
  Outcome<Written> confirm(String kind, UUID id, Viewer viewer) {
    boolean sent = imports.find(id, viewer.id()).filter(p -> p.kind().equals(kind)).isPresent();
    return sent
        ? imports
            .confirm(id, Scope.of(viewer))
            .map(rows -> new Written(rows, ImportsController.list(kind)))
        : Outcome.refused(Imports.UNKNOWN);
  }
}
