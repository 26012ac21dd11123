package cn.nongchao.proof;

import cn.nongchao.people.DivisionCode;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which city a network lies in, for the scans of codes (docs/operating.md, Cities of scans). */
@Component
class Networks {

  static final int MOST_ROWS = 2_000_000;
  private static final int MOST_REASONS = 20;
  private static final Pattern NETWORK = Pattern.compile("[0-9a-fA-F.:]{2,45}/[0-9]{1,3}");

  private final JdbcClient jdbc;

  Networks(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Takes all lines in, in place of what was known before, or none.
   *
   * @param lines {@code cidr,city} each; a first line of words, empty lines and # are passed over
   * @return how many networks are known now
   */
  @Transactional
  Outcome<Integer> replace(List<String> lines) {
    Map<String, String> cities = new LinkedHashMap<>();
    List<Refusal> wrong = new ArrayList<>();
    for (int number = 1; number <= lines.size() && wrong.size() < MOST_REASONS; number++) {
      String line = lines.get(number - 1).replace("\uFEFF", "").strip();
      boolean words = number == 1 && !line.matches("[0-9a-fA-F.:]*/.*");
      if (line.isEmpty() || line.startsWith("#") || words) continue;
      Refusal refusal = read(line, number, cities);
      if (refusal != null) wrong.add(refusal);
    }
    if (!wrong.isEmpty()) return Outcome.refused(wrong);
    if (cities.isEmpty() || cities.size() > MOST_ROWS) {
      return Outcome.refused(
          Refusal.of(
              "bad-input",
              "文件没有网段，或超过 " + MOST_ROWS + " 行",
              "the file has no network, or more than " + MOST_ROWS + " lines"));
    }
    jdbc.sql("delete from proof.networks").update();
    try {
      return Outcome.done(
          jdbc.sql(
                  "insert into proof.networks (network, city)"
                      + " select n::cidr, c from unnest(?::text[], ?::text[]) as t (n, c)")
              .params(
                  cities.keySet().toArray(String[]::new), cities.values().toArray(String[]::new))
              .update());
    } catch (DataIntegrityViolationException e) {
      throw new IllegalStateException("a network passed the check and not the database", e);
    }
  }

  private static @Nullable Refusal read(String line, int number, Map<String, String> cities) {
    String[] parts = line.split(",", -1);
    String network = parts[0].strip();
    DivisionCode city = parts.length == 2 ? DivisionCode.read(parts[1].strip()) : null;
    if (!NETWORK.matcher(network).matches() || !isNetwork(network)) {
      return Refusal.field(
          "第 " + number + " 行 line " + number,
          "不是网段（如 60.177.0.0/16，主机位须为零）：" + network,
          "no network (such as 60.177.0.0/16, host bits zero): " + network);
    }
    if (city == null || city.value().isEmpty()) {
      return Refusal.field(
          "第 " + number + " 行 line " + number,
          "第二列应为行政区划代码（如 330100）",
          "the second column is a division code (such as 330100)");
    }
    cities.put(network, city.value());
    return null;
  }

  /** Addresses written in digits only, so that no name is ever looked up. */
  private static boolean isNetwork(String cidr) {
    int slash = cidr.indexOf('/');
    int bits = Integer.parseInt(cidr.substring(slash + 1));
    String text = cidr.substring(0, slash);
    if (!text.contains(":") && !text.matches("([0-9]{1,3}\\.){3}[0-9]{1,3}")) return false;
    try {
      byte[] address = InetAddress.ofLiteral(text).getAddress();
      if (bits > address.length * 8) return false;
      for (int bit = bits; bit < address.length * 8; bit++) {
        if ((address[bit / 8] >> (7 - bit % 8) & 1) != 0) return false;
      }
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
