package cn.nongchao.cases;

import cn.nongchao.loop.LoopId;
import cn.nongchao.people.DivisionCode;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A report as programs send it.
 *
 * @param id of the event to be, a UUIDv7 made by the caller; sent twice, taken in once
 * @param channel GRID, HOTLINE (clerks and dispatchers), SENSOR, or CITIZEN (citizens)
 * @param category code of a lower line of the responsibility list
 * @param division code of a grid or village; may be left out where the position says it
 * @param secret random text of at least 16 characters, for a tracking code
 */
public record ReportJson(
    @Nullable UUID id,
    @Nullable Channel channel,
    @Nullable String category,
    @Nullable String words,
    @Nullable String address,
    @Nullable String division,
    @Nullable Double lat,
    @Nullable Double lon,
    @Nullable String reporter,
    @Nullable String phone,
    @Nullable Boolean callBack,
    @Nullable List<UUID> evidence,
    @Nullable String secret) {

  public Report report(LoopId loop, Channel through) {
    return new Report(
        loop,
        through,
        category,
        text(words),
        text(address),
        DivisionCode.read(division),
        lat,
        lon,
        text(reporter),
        text(phone),
        Boolean.TRUE.equals(callBack),
        evidence == null ? List.of() : evidence,
        secret,
        null,
        null);
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
