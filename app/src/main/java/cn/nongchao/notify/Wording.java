package cn.nongchao.notify;

import cn.nongchao.loop.LifeCycles;
import cn.nongchao.platform.Lang;
import cn.nongchao.platform.PublicAddress;
import cn.nongchao.platform.Settings;
import cn.nongchao.platform.Text;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Notices in words. Numbers, kinds, stages and deadlines alone: what a loop is called, and whatever
 * anybody wrote, stays in the product.
 */
@Component
class Wording {

  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("MM-dd HH:mm");

  private final Vocabulary words;
  private final LifeCycles lives;
  private final Settings settings;
  private final PublicAddress address;

  Wording(Vocabulary words, LifeCycles lives, Settings settings, PublicAddress address) {
    this.address = address;
    this.words = words;
    this.lives = lives;
    this.settings = settings;
  }

  /** What it is about: “事件 EV-261129-000042 · 已派遣 · 11-29 18:00 前”. */
  Text about(Notice notice) {
    if (notice.kind().isEmpty()) return Text.same("");
    var life = lives.all().stream().filter(one -> one.kind().equals(notice.kind())).findFirst();
    Text kind = life.map(one -> one.title()).orElse(Text.same(notice.kind()));
    Text stage =
        life.flatMap(one ->
                one.places().stream()
                    .filter(place -> place.stage().name().equals(notice.stage()))
                    .map(place -> place.stage().title())
                    .findFirst())
            .orElse(Text.same(notice.stage()));
    Instant due = notice.due();
    String until = due == null ? "" : MINUTE.format(due.atZone(settings.zone()));
    return Text.of(
        kind.zh()
            + " "
            + notice.number()
            + " · "
            + stage.zh()
            + (due == null ? "" : " · " + until + " 前"),
        kind.en()
            + " "
            + notice.number()
            + " · "
            + stage.en()
            + (due == null ? "" : " · by " + until));
  }

  /** All of it in one line. */
  Text line(Notice notice) {
    Text word = words.title(notice.word());
    Text about = about(notice);
    if (about.zh().isEmpty()) return word;
    return Text.of(word.zh() + "：" + about.zh(), word.en() + ": " + about.en());
  }

  Letter letter(UUID id, Way way, List<Notice> notices) {
    Lang lang = way.lang();
    List<Letter.Item> items =
        notices.stream()
            .map(one -> new Letter.Item(one, line(one).in(lang), address.now() + one.path()))
            .toList();
    String title =
        items.size() == 1
            ? items.getFirst().line()
            : Text.of(items.size() + " 条新提醒", items.size() + " new notices").in(lang);
    return new Letter(id, way, Text.of("弄潮 ", "Nongchao ").in(lang) + title, items, null);
  }

  /** Tries a way out: with its code, or where it needs none with a word that it works. */
  Letter trial(UUID id, Way way) {
    Lang lang = way.lang();
    String code = way.code();
    Text title =
        code == null
            ? Text.of("弄潮 试发一条", "Nongchao: a trial")
            : Text.of("弄潮 验证码", "Nongchao: your code");
    Text text =
        code == null
            ? Text.of("这是一条试发消息，收到即表示可用。", "This is a trial: if you read it, it works.")
            : Text.of(
                "验证码 " + code + "，30 分钟内有效。如非本人操作，请忽略。",
                "Your code is " + code + ", good for 30 minutes. If this was not you, ignore it.");
    return new Letter(id, way, title.in(lang), List.of(), Objects.requireNonNull(text).in(lang));
  }
}
