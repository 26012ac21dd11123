package cn.nongchao.notify;

import cn.nongchao.notify.Outbox.Sending;
import cn.nongchao.notify.WayStore.Whose;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Organisation;
import cn.nongchao.people.Organisations;
import cn.nongchao.people.Staff;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts what goes out by one way together, as it is right now. */
@Component
class Letters {

  /** Why nothing was sent. */
  static final String NOBODY = "nobody is there to be told any more";

  private final WayStore ways;
  private final Outbox outbox;
  private final Wording wording;
  private final Staff staff;
  private final Organisations organisations;

  Letters(WayStore ways, Outbox outbox, Wording wording, Staff staff, Organisations organisations) {
    this.organisations = organisations;
    this.ways = ways;
    this.outbox = outbox;
    this.wording = wording;
    this.staff = staff;
  }

  /** Where whoever has the way works; empty for nobody's. */
  String place(UUID way) {
    Whose whose = ways.whose(way).orElse(null);
    if (whose == null) return "";
    DivisionCode place =
        whose.person() != null
            ? staff.place(whose.person())
            : organisations
                .find(Objects.requireNonNull(whose.unit()))
                .map(Organisation::division)
                .orElse(null);
    return place == null ? "" : place.value();
  }

  /**
   * What is to be done about sendings.
   *
   * @param letter null where none is to be sent
   * @param isRead whether that is because all of it was read meanwhile
   */
  record Put(@Nullable Letter letter, boolean isRead) {}

  Put of(UUID way, List<Sending> sendings) {
    Way to = ways.find(way).orElse(null);
    if (to == null) return new Put(null, false);
    if (to.person() != null && staff.active(Set.of(to.person())).isEmpty()) {
      return new Put(null, false);
    }
    UUID id = sendings.getFirst().id();
    Set<UUID> told =
        sendings.stream().map(Sending::notice).filter(Objects::nonNull).collect(Collectors.toSet());
    if (told.isEmpty()) return new Put(wording.trial(id, to), false);
    List<Notice> notices = outbox.notices(told);
    return notices.isEmpty()
        ? new Put(null, true)
        : new Put(wording.letter(id, to, notices), false);
  }
}
