package cn.nongchao.people.imports;

import cn.nongchao.platform.Text;
import java.util.List;

/**
 * What a file holds, before anybody says which column is which.
 *
 * @param passed what stands in it and was not taken for a row: titles, notes, other sheets
 */
record Table(List<Heading> headings, List<Tables.Cells> rows, List<Text> passed) {
  Table {
    headings = List.copyOf(headings);
    rows = List.copyOf(rows);
    passed = List.copyOf(passed);
  }
}
