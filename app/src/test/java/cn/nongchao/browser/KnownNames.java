package cn.nongchao.browser;

import cn.nongchao.RunningApp;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Names and words in the data as it is now, which read the same in any language. */
record KnownNames(List<String> longestFirst) {

  static KnownNames now() {
    return new KnownNames(
        RunningApp.bean(JdbcClient.class)
            .sql(
                "select name from people.divisions"
                    + " union select regexp_replace(name, '(居|村)?委会$', '') from people.divisions"
                    + " union select regexp_replace(name, '委会$', '') from people.divisions"
                    + " union select name from people.organisations"
                    + " union select name from people.persons union select title from loop.loops"
                    + " union select note from loop.entries")
            .query(String.class)
            .list()
            .stream()
            .filter(name -> !name.isBlank())
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList());
  }

  String takenOutOf(String text) {
    String left = text;
    for (String name : longestFirst) {
      if (left.contains(name)) left = left.replace(name, "");
    }
    return left;
  }
}
