package cn.nongchao.cases;

import static cn.nongchao.launch.Console.words;

import cn.nongchao.launch.AppSession;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.PlaceNames;
import cn.nongchao.people.Served;
import cn.nongchao.platform.InTerminal;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.io.Console;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where what is taken in lies: as said, else the one street served, else as somebody answers. */
final class StatedPlace {

  private static final Refusal UNSAID =
      Refusal.field(
          "--place",
          "文件里没有写这些事在哪里，请加 --place 名称或代码，如 --place 北干街道、--place beigan、--place" + " 330109002",
          "the file does not say where this was: add --place NAME or CODE, as --place beigan or"
              + " --place 330109002");

  private final PlaceNames places;
  private final Served served;

  StatedPlace(AppSession session) {
    this.places = session.get(PlaceNames.class);
    this.served = session.get(Served.class);
  }

  /**
   * @param typed what the command line says; null for nothing
   */
  Outcome<DivisionCode> of(@Nullable String typed) {
    if (typed != null) return named(places.said(typed));
    List<DivisionCode> streets = served.streets();
    if (streets.size() == 1) return Outcome.done(streets.getFirst());
    Console console = System.console();
    return console == null || !console.isTerminal() ? Outcome.refused(UNSAID) : asked(console);
  }

  private Outcome<DivisionCode> asked(Console console) {
    while (true) {
      String answer =
          console.readLine(
              "%s ",
              words("这些事在哪个街道或乡镇（名称、拼音或代码）？", "In which street or town (name, pinyin or code)?"));
      if (answer == null || answer.isBlank()) return Outcome.refused(UNSAID);
      switch (places.said(answer)) {
        case Outcome.Done<DivisionCode>(DivisionCode found) -> {
          return Outcome.done(found);
        }
        case Outcome.Refused<DivisionCode>(List<Refusal> reasons) ->
            reasons.forEach(one -> console.printf("%s%n", InTerminal.words(one.reason())));
      }
    }
  }

  private static Outcome<DivisionCode> named(Outcome<DivisionCode> found) {
    return found instanceof Outcome.Refused<DivisionCode>(List<Refusal> reasons)
        ? Outcome.refused(
            reasons.stream().map(r -> new Refusal(r.code(), "--place", r.reason())).toList())
        : found;
  }
}
