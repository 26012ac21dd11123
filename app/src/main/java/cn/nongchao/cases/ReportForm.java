package cn.nongchao.cases;

import cn.nongchao.loop.LoopId;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.platform.Ids;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads a report from a form as a browser sends it: id, secret, category, words, address, division,
 * lat, lon, reporter, phone, callBack. What cannot be read is as if it were missing.
 */
public final class ReportForm {

  private final Map<String, String[]> fields;

  public ReportForm(Map<String, String[]> fields) {
    this.fields = fields;
  }

  public Report report(Channel channel, List<UUID> evidence) {
    LoopId id = LoopId.read(one("id"));
    String division = one("division");
    String category = one("category");
    String secret = one("secret");
    return new Report(
        id == null ? LoopId.next() : id,
        channel,
        category.isEmpty() ? null : category,
        one("words"),
        one("address"),
        division.isEmpty() ? null : DivisionCode.read(division),
        degrees("lat"),
        degrees("lon"),
        one("reporter"),
        one("phone"),
        one("callBack").equals("true"),
        evidence,
        secret.isEmpty() ? null : secret,
        null,
        null);
  }

  /** Files a script took up before. */
  public List<UUID> evidence() {
    String[] all = fields.get("evidence");
    if (all == null) return List.of();
    return Arrays.stream(all).map(Ids::read).filter(Objects::nonNull).distinct().toList();
  }

  public String one(String field) {
    String[] all = fields.get(field);
    return all == null || all.length == 0 ? "" : all[0].strip();
  }

  private @Nullable Double degrees(String field) {
    String text = one(field);
    return text.matches("-?[0-9]{1,3}(\\.[0-9]{1,12})?") ? Double.valueOf(text) : null;
  }
}
