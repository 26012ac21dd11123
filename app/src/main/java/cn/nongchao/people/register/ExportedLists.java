package cn.nongchao.people.register;

import cn.nongchao.form.Caller;
import cn.nongchao.form.Exported;
import cn.nongchao.people.Audit;
import cn.nongchao.people.Viewer;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Notes who took which list out as a file: what is in it is out of our hands from then on. */
@Component
class ExportedLists implements Exported {

  private final Audit audit;

  ExportedLists(Audit audit) {
    this.audit = audit;
  }

  @Override
  public void exported(String list, String file, long rows, @Nullable Caller by) {
    audit.record(
        "list-exported",
        by instanceof Viewer viewer ? viewer.id() : null,
        list,
        Map.of("file", file, "rows", Long.toString(rows)));
  }
}
