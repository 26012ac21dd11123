package cn.nongchao.people.web;

import cn.nongchao.people.register.PersonLists;
import cn.nongchao.platform.Slice;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.web.Typed;
import java.util.Map;

/** A list of persons and the filter they were found by. */
public record PersonsPage(
    Slice<PersonLists.Row> rows,
    Typed filter,
    Map<String, Text> roles,
    Map<String, Text> organisations,
    String nextHref) {}
