package cn.nongchao.platform;

import java.util.Map;
import java.util.function.Supplier;

/**
 * Something counted for whoever watches the server from outside. Each module declares its own as a
 * bean; together they stand at {@code /metrics}, behind the name of the product.
 *
 * @param name in small letters with underlines, as Prometheus has it
 * @param help what it counts, in one sentence
 * @param label what tells its values apart; empty where there is one
 * @param now its values by their label; of one value under an empty key
 */
public record Figure(
    String name, String help, String label, Supplier<Map<String, ? extends Number>> now) {

  public static Figure one(String name, String help, Supplier<? extends Number> now) {
    return new Figure(name, help, "", () -> Map.of("", now.get()));
  }

  public static Figure by(
      String label, String name, String help, Supplier<Map<String, ? extends Number>> now) {
    return new Figure(name, help, label, now);
  }
}
