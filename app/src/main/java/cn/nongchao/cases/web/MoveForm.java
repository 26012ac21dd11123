package cn.nongchao.cases.web;

import cn.nongchao.platform.Ids;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads a wish from a form as a browser sends it; what cannot be read is as if it were missing. */
final class MoveForm {

  private final Map<String, String[]> fields;

  MoveForm(Map<String, String[]> fields) {
    this.fields = fields;
  }

  MoveWish wish(String move, List<UUID> evidence, List<UUID> before, List<UUID> after) {
    UUID entry = Ids.read(one("entry"));
    return new MoveWish(
        entry == null ? Ids.next() : entry,
        number("version"),
        move.toUpperCase(Locale.ROOT),
        one("note"),
        evidence,
        one("category"),
        Ids.read(one("to")),
        Ids.read(one("person")),
        ids("organisations"),
        constant(cn.nongchao.cases.Disposition.values(), "disposition"),
        constant(cn.nongchao.cases.Act.values(), "act"),
        ids("officers"),
        one("subject"),
        one("reply"),
        before,
        after,
        constant(cn.nongchao.cases.Check.values(), "way"),
        number("rating"),
        Ids.read(one("into")),
        one("intoNumber"));
  }

  @Nullable String one(String field) {
    String[] all = fields.get(field);
    return all == null || all.length == 0 ? null : all[0];
  }

  List<UUID> ids(String field) {
    String[] all = fields.get(field);
    if (all == null) return List.of();
    return Arrays.stream(all).map(Ids::read).filter(Objects::nonNull).distinct().toList();
  }

  private @Nullable Integer number(String field) {
    String text = one(field);
    return text != null && text.matches("[0-9]{1,9}") ? Integer.valueOf(text) : null;
  }

  private <E extends Enum<E>> @Nullable E constant(E[] all, String field) {
    String text = one(field);
    for (E constant : all) if (constant.name().equals(text)) return constant;
    return null;
  }
}
