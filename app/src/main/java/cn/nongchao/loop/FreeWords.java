package cn.nongchao.loop;

import cn.nongchao.form.Forms;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where in what a loop and its entries keep stands what people wrote in their own words. */
@Component
class FreeWords {

  private final LifeCycles lives;
  private final Forms forms;
  private final List<Erases> others;

  FreeWords(LifeCycles lives, Forms forms, List<Erases> others) {
    this.lives = lives;
    this.forms = forms;
    this.others = others;
  }

  /** Keys of an entry's data. */
  Set<String> of(Entry entry) {
    Set<String> keys = free(record(entry));
    others.forEach(other -> keys.addAll(other.keys()));
    keys.retainAll(entry.data().keySet());
    return keys;
  }

  /** Keys of the facts of a kind. */
  Set<String> of(String kind) {
    LifeCycle life = lives.of(kind);
    Set<String> keys = free(life.begins() == null ? null : life.begins().record());
    life.edges().forEach(edge -> keys.addAll(free(edge.carried().record())));
    return keys;
  }

  private @Nullable Class<?> record(Entry entry) {
    LifeCycle life = lives.of(entry.kind());
    if (entry.move().equals(Move.Common.OPENED.name())) {
      return life.begins() == null ? null : life.begins().record();
    }
    LifeCycle.Edge edge = life.edge(entry.move());
    return edge == null ? null : edge.carried().record();
  }

  private Set<String> free(@Nullable Class<?> record) {
    return record == null ? new HashSet<>() : new HashSet<>(forms.of(record).freeKeys());
  }
}
