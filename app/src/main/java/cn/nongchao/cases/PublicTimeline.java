package cn.nongchao.cases;

import cn.nongchao.cases.EventLife.EventMove;
import cn.nongchao.loop.Entry;
import cn.nongchao.loop.LifeCycles;
import cn.nongchao.loop.Move;
import cn.nongchao.loop.Tone;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.platform.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What happened to an event, told to whoever reported it: plain words, no names of persons, no
 * notes among colleagues. The full record is {@link cn.nongchao.loop.Loops#entries}.
 */
@Component
public class PublicTimeline {

  /**
   * @param detail the reply or reason meant for the reporter; empty where there is none
   * @param photos ids of evidence the reporter may see
   */
  public record Line(Instant at, Text title, String detail, Tone tone, List<UUID> photos) {
    public Line {
      photos = List.copyOf(photos);
    }
  }

  private final LifeCycles lives;
  private final ResponsibilityList list;

  PublicTimeline(LifeCycles lives, ResponsibilityList list) {
    this.lives = lives;
    this.list = list;
  }

  /**
   * @param names of the organisations that may occur
   * @return oldest first; steps among colleagues are left out
   */
  public List<Line> of(List<Entry> entries, Function<OrganisationId, String> names) {
    List<Line> lines = new ArrayList<>();
    for (Entry entry : entries) {
      Text title = title(entry, names);
      if (title == null) continue;
      Tone tone = lives.of(entry.kind()).stage(entry.to()).tone();
      lines.add(new Line(entry.at(), title, detail(entry), tone, photos(entry)));
    }
    return lines;
  }

  private @Nullable Text title(Entry entry, Function<OrganisationId, String> names) {
    if (entry.move().equals(Move.Common.OPENED.name())) {
      return Text.of("已收到上报", "Your report was received");
    }
    EventMove move = read(entry.move());
    if (move == null) return null;
    return switch (move) {
      case TRIAGED -> triaged(entry);
      case DISPATCHED -> {
        String to = name(entry.fact("handler"), names);
        yield Text.of("已派给" + to + "处理", "Sent to " + to);
      }
      case ACCEPTED -> Text.of("承办单位已接单，正在处理", "Accepted; it is being handled");
      case RETURNED -> Text.of("正在重新安排承办单位", "Another unit is being found for it");
      case HELP_ASKED ->
          entry.fact("of") != null
              ? Text.of("已请其他单位支援", "Other units were asked to help")
              : Text.of("已请求支援", "Help was asked for");
      case STEP_RECORDED -> Text.of("处理有新进展", "There is progress");
      case HANDLED -> Text.of("已处理完毕，等待核查", "Handled; it will be checked");
      case OFFICER_CONFIRMED -> null;
      case OFFICER_OBJECTED, OFFICERS_WITHDRAWN ->
          Text.of("处理情况须重新核实，继续办理", "What was done must be looked at again; work goes on");
      case PASSED -> Text.of("核查通过", "The check was passed");
      case FAILED -> Text.of("核查未通过，已要求重新处理", "The check was failed; it must be handled again");
      case CLOSED -> Text.of("已结案", "Closed");
      case RATED -> Text.of("已评价 " + stars(entry) + " 星", "Rated " + stars(entry) + " of 5");
      case REOPENED -> Text.of("已要求重新办理", "It is being handled again");
      case MERGED -> Text.of("与其他人的上报合并办理", "Joined with another person's report");
      case DECLINED -> Text.of("不予受理", "Declined");
      case PAUSED -> Text.of("因客观原因暂停计时", "The clock was stopped for a reason outside our hands");
      case RESUMED -> Text.of("恢复办理", "Work goes on");
    };
  }

  private Text triaged(Entry entry) {
    Category line =
        list.find(
                Objects.requireNonNullElse(entry.fact("category"), ""), number(entry.fact("list")))
            .orElse(null);
    return line == null
        ? Text.of("已受理", "Taken up")
        : Text.of("已受理，归为“" + line.name().zh() + "”", "Taken up as “" + line.name().en() + "”");
  }

  /** Only what was written for the reporter; a reason for declining or rating is theirs to read. */
  private static String detail(Entry entry) {
    String reply = entry.fact("reply");
    if (reply != null) return reply;
    EventMove move = read(entry.move());
    boolean theirs =
        move == EventMove.DECLINED
            || move == EventMove.RATED
            || (move == EventMove.REOPENED && entry.by() == null);
    return theirs ? entry.note() : "";
  }

  /** The evidence of this entry that is meant for the reporter's eyes. */
  static List<UUID> photos(Entry entry) {
    if (entry.move().equals(Move.Common.OPENED.name())) return entry.evidence();
    if (!entry.move().equals(EventMove.HANDLED.name())) return List.of();
    String after = Objects.requireNonNullElse(entry.fact("after"), "");
    return entry.evidence().stream().filter(id -> after.contains(id.toString())).toList();
  }

  private static @Nullable EventMove read(String name) {
    for (EventMove move : EventMove.values()) if (move.name().equals(name)) return move;
    return null;
  }

  private static String stars(Entry entry) {
    return Objects.requireNonNullElse(entry.fact("rating"), "");
  }

  private static int number(@Nullable String text) {
    return text != null && text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
  }

  private static String name(@Nullable String id, Function<OrganisationId, String> names) {
    OrganisationId organisation = OrganisationId.read(id);
    return organisation == null ? "" : names.apply(organisation);
  }
}
