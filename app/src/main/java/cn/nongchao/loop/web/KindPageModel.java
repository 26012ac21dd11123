package cn.nongchao.loop.web;

import cn.nongchao.form.Said;
import cn.nongchao.loop.KindSlot;
import cn.nongchao.loop.LoopLine;
import cn.nongchao.loop.LoopView;
import cn.nongchao.loop.MoveForms.MoveView;
import cn.nongchao.platform.Text;
import cn.nongchao.platform.Ui;
import gg.jte.Content;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A loop of any kind as its page shows it to one person.
 *
 * @param path of this page
 * @param facts what the kind knows of it
 * @param gone why a form was refused that is not there any more
 * @param leftOver what had been typed into it
 * @param parent the loop it hangs on; null for none
 * @param about loops that hang on it
 * @param offers what can be opened about it: address and words
 * @param slots pieces of a module's own by place
 */
public record KindPageModel(
    LoopView view,
    String path,
    List<Said> facts,
    List<MoveView> moves,
    List<Text> gone,
    List<String> leftOver,
    @Nullable LoopLine parent,
    List<LoopLine> about,
    List<Opener> offers,
    Map<KindSlot.Place, List<Function<Ui, Content>>> slots,
    boolean whole) {

  /** What can be opened about a loop. */
  public record Opener(String path, Text title, String icon) {}

  public KindPageModel {
    facts = List.copyOf(facts);
    moves = List.copyOf(moves);
    gone = List.copyOf(gone);
    leftOver = List.copyOf(leftOver);
    about = List.copyOf(about);
    offers = List.copyOf(offers);
    slots = Map.copyOf(slots);
  }

  public List<Function<Ui, Content>> slot(String place) {
    return slots.getOrDefault(KindSlot.Place.valueOf(place), List.of());
  }
}
