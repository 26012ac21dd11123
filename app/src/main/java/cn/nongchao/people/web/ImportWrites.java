package cn.nongchao.people.web;

import cn.nongchao.form.Doors;
import cn.nongchao.form.Field;
import cn.nongchao.form.Over;
import cn.nongchao.form.Told;
import cn.nongchao.form.Write;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.imports.Choices;
import cn.nongchao.people.imports.Imports;
import cn.nongchao.people.imports.Imports.Preview;
import cn.nongchao.people.imports.LongImports;
import cn.nongchao.people.imports.PasswordSlips;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Text;
import jakarta.validation.constraints.Size;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The steps of an import after the first, which carries a file and is {@link ImportsController}'s.
 */
@Doors
class ImportWrites {

  private final Imports imports;
  private final PasswordSlips passwords;
  private final LongImports longImports;

  ImportWrites(Imports imports, PasswordSlips passwords, LongImports longImports) {
    this.imports = imports;
    this.longImports = longImports;
    this.passwords = passwords;
  }

  /**
   * What was written.
   *
   * @param rows how many
   * @param running whether they are being written still: of a file of many rows the answer comes
   *     before the end, and GET tells how far it is
   */
  record Written(int rows, boolean running) implements Told {
    @Override
    public Text told() {
      return running
          ? Text.of("正在写入 " + rows + " 行", rows + " rows are being written")
          : Text.of("已导入 " + rows + " 行", rows + " rows were imported");
    }
  }

  /** Each row is within the caller's scope, or the file is refused: what was sent is one's own. */
  @Write(
      name = "import-confirmed",
      zh = "导入没有问题的行",
      en = "Import the good rows",
      page = "/imports/{kind}/{id}/confirm",
      back = "/imports/{kind}/{id}",
      to = "/imports/{kind}/{id}",
      api = "POST /api/v1/imports/{kind}/{id}/confirm",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.OWN,
      about =
          "Writes the good rows of a file you sent, all or none. Refused where things changed since"
              + " the preview so that a row is no longer good. Sent twice, it is written once.")
  Outcome<Written> confirm(String kind, UUID id, Viewer viewer) {
    return imports
        .find(id, viewer.id())
        .filter(preview -> preview.kind().equals(kind))
        .map(preview -> confirmed(preview, viewer))
        .orElseGet(() -> Outcome.refused(Imports.UNKNOWN));
  }

  @Write(
      name = "import-passwords",
      zh = "生成并打印初始密码条",
      en = "Make slips with first passwords",
      page = "/imports/{kind}/{id}/passwords",
      back = "/imports/{kind}/{id}",
      api = "POST /api/v1/imports/{kind}/{id}/passwords",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.OWN,
      inPerson = true,
      shown = true,
      about =
          "Of a file of people that is written: random passwords for those it made who have an"
              + " account and never had one, 60 at a time. They choose another on the first"
              + " sign-in. Sent twice, the next are made.",
      sureZh = "密码只显示这一次，请随即打印。每人第一次登录时必须改成自己的密码。",
      sureEn =
          "The passwords are shown this once: print them at once. Each must be changed at the first"
              + " sign-in.")
  Outcome<PasswordSlips.Slips> slips(String kind, UUID id, Viewer viewer) {
    boolean sent = imports.find(id, viewer.id()).filter(p -> p.kind().equals(kind)).isPresent();
    return sent && kind.equals("people")
        ? passwords.make(id, Scope.of(viewer))
        : Outcome.refused(Imports.UNKNOWN);
  }

  /** Of many rows nobody waits for the end: the file's page says how far it is. */
  private Outcome<Written> confirmed(Preview preview, Viewer viewer) {
    UUID id = preview.id();
    int rows = preview.good().size();
    boolean open = preview.isOpen() || preview.confirmed() != null;
    if (open || rows < LongImports.LONG) {
      return imports.confirm(id, Scope.of(viewer)).map(all -> new Written(all, false));
    }
    longImports.start(id, Scope.of(viewer));
    return Outcome.done(new Written(rows, true));
  }

  /**
   * A heading and what it means.
   *
   * @param column a column's name; `-` to leave it out; empty to say nothing yet
   */
  record Meaning(
      @Field(zh = "列", en = "Heading") @Size(max = 2100) String heading,
      @Field(zh = "含义", en = "Means") @Size(max = 60) String column) {}

  /** A column that the file does not have, and what it says for every row. */
  record Saying(
      @Field(zh = "项", en = "Column") @Size(max = 60) String column,
      @Field(zh = "所有行", en = "For all rows") @Size(max = 200) String value) {}

  /**
   * What is said about a file.
   *
   * @param others rows that are not the one they look like
   */
  record Choosing(
      @Field(zh = "各列的含义", en = "What headings mean") @Size(max = 1000) List<Meaning> headings,
      @Field(zh = "统一填写", en = "Said once for all rows") @Size(max = 60) List<Saying> said,
      @Field(zh = "不是同一个的行", en = "Rows that are another") @Size(max = 500) List<Integer> others) {

    Choices choices() {
      Map<String, String> columns = new HashMap<>();
      headings.forEach(one -> {
        if (!one.column().isEmpty()) columns.put(one.heading(), one.column());
      });
      Map<String, String> values = new HashMap<>();
      said.forEach(one -> {
        if (!one.value().isEmpty()) values.put(one.column(), one.value());
      });
      return new Choices(columns, values, Set.copyOf(others));
    }
  }

  /** What the file comes to then. */
  record Looked(int good, int bad) implements Told {
    @Override
    public Text told() {
      return Text.of(
          "已重新核对：可导入 " + good + " 行，有问题 " + bad + " 行",
          "Looked at again: " + good + " good rows, " + bad + " bad");
    }
  }

  @Write(
      name = "import-chosen",
      zh = "按此重新核对",
      en = "Look again with this",
      page = "/imports/{kind}/{id}/columns",
      back = "/imports/{kind}/{id}",
      to = "/imports/{kind}/{id}",
      api = "POST /api/v1/imports/{kind}/{id}/columns",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.OWN,
      about =
          "Says what the headings of a file you sent mean, what holds for all its rows, and which"
              + " rows are another than they look like. What headings mean is kept for the next"
              + " file of this kind from your unit.")
  Outcome<Looked> choose(String kind, UUID id, Choosing choosing, Viewer viewer) {
    boolean sent = imports.find(id, viewer.id()).filter(p -> p.kind().equals(kind)).isPresent();
    return sent
        ? imports
            .choose(id, choosing.choices(), Scope.of(viewer))
            .map(now -> new Looked(now.good().size(), now.bad().size()))
        : Outcome.refused(Imports.UNKNOWN);
  }
}
