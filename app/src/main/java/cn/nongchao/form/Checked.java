package cn.nongchao.form;

import cn.nongchao.platform.Refusal;
import java.util.List;

/** A form whose fields must also fit together. Asked only when each by itself is right. */
public interface Checked {

  /** What does not fit, naming the field to mend; empty where all does. */
  List<Refusal> unfit();
}
