package cn.nongchao.cases;

import cn.nongchao.form.Told;
import cn.nongchao.platform.Text;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a report.
 *
 * @param trackingCode told this once; null where none was asked for
 */
public record Taken(UUID id, String number, @Nullable String trackingCode) implements Told {

  public static Taken of(Reported reported) {
    return new Taken(reported.id().value(), reported.number(), reported.trackingCode());
  }

  @Override
  public Text told() {
    return Text.of("已上报，编号 " + number, "Reported as " + number);
  }
}
