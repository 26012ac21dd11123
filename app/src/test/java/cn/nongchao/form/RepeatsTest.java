package cn.nongchao.form;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Tables;
import cn.nongchao.form.Given.Leaf;
import cn.nongchao.form.Given.Several;
import cn.nongchao.form.Given.Tree;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Keyed;
import cn.nongchao.platform.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.annotation.AnnotationTransactionAttributeSource;
import org.springframework.transaction.interceptor.TransactionInterceptor;
import org.springframework.transaction.support.TransactionTemplate;

/** Which id from outside is taken, and for what; on a clock of its own. */
class RepeatsTest {

  private static final DataSource TABLES = Tables.of("form");
  private static final JdbcClient JDBC = JdbcClient.create(TABLES);
  private static final JdbcTransactionManager TRANSACTIONS = new JdbcTransactionManager(TABLES);
  private static final Instant START = Instant.parse("2026-11-22T01:00:00Z");
  private static final Duration MOMENT = Duration.ofMillis(1);
  private static final Tree SAID = tree("words", leaf("占道"));

  private final Set<UUID> things = new HashSet<>();
  private Instant now = START;
  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
  private final Repeats repeats = repeats();

  private Repeats repeats() {
    Keyed keyed = plain -> plain.getBytes(StandardCharsets.UTF_8);
    OtherIds none = id -> false;
    OtherIds some = things::contains;
    StaticListableBeanFactory beans =
        new StaticListableBeanFactory(Map.of("keyed", keyed, "none", none, "some", some));
    ProxyFactory within =
        new ProxyFactory(
            new Repeats(
                JDBC,
                beans.getBeanProvider(Keyed.class),
                beans.getBeanProvider(OtherIds.class),
                clock));
    within.setProxyTargetClass(true);
    within.addAdvice(
        new TransactionInterceptor(TRANSACTIONS, new AnnotationTransactionAttributeSource()));
    return (Repeats) within.getProxy();
  }

  private static Leaf leaf(String... texts) {
    return new Leaf(List.of(texts));
  }

  private static Tree tree(String name, Given part) {
    return new Tree(Map.of(name, part));
  }

  /** Version 7 (RFC 9562) of a moment. */
  private static UUID madeAt(Instant moment) {
    long low = Ids.next().getLeastSignificantBits();
    return new UUID(moment.toEpochMilli() << 16 | 0x7000L, low);
  }

  private void sends(UUID id, String write, Tree sent, @Nullable String refused) {
    Refusal refusal =
        new TransactionTemplate(TRANSACTIONS)
            .execute(status -> repeats.refuse(id, "entry", write, sent));
    assertThat(refusal == null ? null : refusal.code()).isEqualTo(refused);
    if (refusal != null) assertThat(refusal.field()).isEqualTo("entry");
  }

  private void claims(UUID id, String write, @Nullable String refused) {
    Refusal refusal = repeats.claim(id, "id", write);
    assertThat(refusal == null ? null : refusal.code()).isEqualTo(refused);
  }

  @Test
  void anIdIsOfTheLastMonthAndHardlyOfLater() {
    sends(madeAt(START), "a", SAID, null);
    sends(madeAt(START.minus(Repeats.OLDEST)), "a", SAID, null);
    sends(madeAt(START.minus(Repeats.OLDEST).minus(MOMENT)), "a", SAID, "unfit-id");
    sends(madeAt(START.plus(Repeats.AHEAD)), "a", SAID, null);
    sends(madeAt(START.plus(Repeats.AHEAD).plus(MOMENT)), "a", SAID, "unfit-id");
    UUID good = madeAt(START);
    long high = good.getMostSignificantBits();
    long low = good.getLeastSignificantBits();
    sends(new UUID(high & ~0xf000L | 0x4000L, low), "a", SAID, "unfit-id");
    sends(new UUID(high, low & 0x3fffffffffffffffL | 0xc000000000000000L), "a", SAID, "unfit-id");
  }

  @Test
  void whatComesAgainIsTheSameOrRefused() {
    UUID id = madeAt(START);
    sends(id, "a", SAID, null);
    sends(id, "a", SAID, null);
    sends(id, "a", tree("words", leaf("占道经营")), "already-exists");
    sends(id, "b", SAID, "already-exists");
    sends(id, "a", SAID, null);
    sends(madeAt(START), "a", tree("words", leaf("占道经营")), null);
  }

  @Test
  void theIdOfAnotherThingIsTakenButOnesOwnIsTheThingMadeUnderIt() {
    UUID other = madeAt(START);
    things.add(other);
    sends(other, "a", SAID, "already-exists");
    UUID own = madeAt(START);
    sends(own, "a", SAID, null);
    things.add(own);
    sends(own, "a", SAID, null);
  }

  /** Or one word too many would keep the id from the right words. */
  @Test
  void aRefusedClaimLeavesNothingBehind() {
    UUID other = madeAt(START);
    things.add(other);
    claims(other, "a", "already-exists");
    things.remove(other);
    claims(other, "b", null);
    claims(other, "b", null);
    claims(other, "a", "already-exists");
    claims(other, "b", null);
  }

  @Test
  void whatIsForgottenIsTooOldToComeAgain() {
    UUID first = madeAt(START);
    UUID second = madeAt(START);
    sends(first, "a", SAID, null);
    now = START.plus(MOMENT);
    sends(second, "a", SAID, null);
    now = START.plus(Repeats.OLDEST).plusSeconds(2 * 86_400).plus(MOMENT);
    repeats.forget();
    assertThat(kept(first)).isFalse();
    assertThat(kept(second)).isTrue();
  }

  private static boolean kept(UUID id) {
    return JDBC.sql("select exists (select 1 from form.sent where id = ?)")
        .param(id)
        .query(Boolean.class)
        .single();
  }

  @Test
  void theSameContentIsTheSameInWhateverOrderAndNothingIsNoContent() {
    Map<String, Given> turned = new LinkedHashMap<>();
    turned.put("b", new Several(List.of(tree("x", leaf("1")), leaf("2"))));
    turned.put("a", leaf("1", "2"));
    turned.put("none", Given.NOTHING);
    Map<String, Given> right = new LinkedHashMap<>();
    right.put("a", leaf("1", "2"));
    right.put("b", new Several(List.of(tree("x", leaf("1")), leaf("2"))));
    assertThat(Repeats.canonical(new Tree(turned)))
        .isEqualTo(Repeats.canonical(new Tree(right)))
        .isEqualTo("{1:a1:1,1:21:b[{1:x1:1}][1:2]}");
    // What is written alike is not the same for all that.
    assertThat(Repeats.canonical(leaf("1,1:2"))).isNotEqualTo(Repeats.canonical(leaf("1", "2")));
    assertThat(Repeats.canonical(tree("a", leaf("b"))))
        .isNotEqualTo(Repeats.canonical(tree("a1:b", leaf(""))));
    assertThat(Repeats.canonical(Given.NOTHING)).isEmpty();
    assertThat(Repeats.canonical(new Tree(Map.of()))).isEqualTo("{}");
  }
}
