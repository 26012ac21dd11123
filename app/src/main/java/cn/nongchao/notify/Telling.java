package cn.nongchao.notify;

import cn.nongchao.people.PersonId;
import cn.nongchao.people.Staff;
import cn.nongchao.platform.Position;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes notices, and what of them is to go out, in one transaction. */
@Component
class Telling {

  private final NoticeStore store;
  private final Addressing addressing;
  private final PreferenceStore preferences;
  private final Outbox outbox;
  private final Staff staff;

  Telling(
      NoticeStore store,
      Addressing addressing,
      PreferenceStore preferences,
      Outbox outbox,
      Staff staff) {
    this.store = store;
    this.addressing = addressing;
    this.preferences = preferences;
    this.outbox = outbox;
    this.staff = staff;
  }

  Addressing addressing() {
    return addressing;
  }

  /** Those of entries read until here; false where another node wrote them. */
  @Transactional
  boolean advance(Position from, Position to, List<Notice> notices) {
    if (!store.advance(from, to)) return false;
    tell(notices);
    return true;
  }

  /** Tells each reader what they were not told before. */
  @Transactional
  void tell(List<Notice> notices) {
    if (notices.isEmpty()) return;
    Set<PersonId> people =
        notices.stream()
            .map(Notice::person)
            .filter(Objects::nonNull)
            .collect(Collectors.toCollection(HashSet::new));
    Set<PersonId> active = staff.active(people);
    List<Notice> heard =
        notices.stream()
            .filter(one -> one.person() == null ? outbox.hears(one) : active.contains(one.person()))
            .toList();
    Map<PersonId, Preferences> wishes = preferences.of(active);
    Set<UUID> hidden =
        heard.stream()
            .filter(one -> one.person() != null)
            .filter(one -> wishes(wishes, one).isSilent(one.word(), Preferences.HERE))
            .map(Notice::id)
            .collect(Collectors.toSet());
    Set<UUID> written = store.write(heard, hidden);
    outbox.put(heard.stream().filter(one -> written.contains(one.id())).toList(), wishes);
  }

  private static Preferences wishes(Map<PersonId, Preferences> all, Notice notice) {
    return notice.person() == null
        ? Preferences.USUAL
        : all.getOrDefault(notice.person(), Preferences.USUAL);
  }
}
