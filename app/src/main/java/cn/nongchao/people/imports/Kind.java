package cn.nongchao.people.imports;

import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.util.List;

/** What a file can be full of. */
interface Kind {

  /** In addresses and the database. */
  String name();

  Text title();

  /** Empty where the file is no table. */
  List<Column> columns();

  /** How many rows one file may have. */
  int most();

  /** Reads a file into rows, wrong values and all; refused where it is no such file. */
  Outcome<List<Item>> read(String fileName, byte[] content);

  /** The same rows with what is wrong about each. Writes nothing. */
  List<Item> check(List<Item> items, Scope scope);

  /** Writes good rows, within the caller's transaction; the first refusal ends it. */
  List<Refusal> write(List<Item> items, Scope scope);

  /** The action under which the import is noted in the audit log. */
  void note(Scope scope, String fileName, int rows);
}
