package cn.nongchao.notify;

import cn.nongchao.form.Checked;
import cn.nongchao.form.Field;
import cn.nongchao.form.Key;
import cn.nongchao.form.Listed;
import cn.nongchao.form.Nothing;
import cn.nongchao.form.On;
import cn.nongchao.form.Page;
import cn.nongchao.form.Secret;
import cn.nongchao.form.Selection;
import cn.nongchao.form.Sortable;
import cn.nongchao.form.Titled;
import cn.nongchao.form.Words;
import cn.nongchao.people.Among;
import cn.nongchao.people.Among.Within;
import cn.nongchao.people.Audit;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Organisation;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Organisations;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Lang;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Robots that tell a unit's group, or a program of its own, what comes into the unit's hands. */
@Component
@Transactional
public class Robots {

  private static final int MOST = 5;

  /** Kinds of robot. */
  public enum RobotKind implements Titled {
    @Words(zh = "钉钉群机器人", en = "DingTalk robot")
    DINGTALK,
    @Words(zh = "企业微信群机器人", en = "WeCom robot")
    WECOM,
    @Words(zh = "签名的 Webhook", en = "signed webhook")
    WEBHOOK
  }

  /** A robot to be added. */
  public record NewRobot(
      UUID id,
      @Field(zh = "单位", en = "Unit")
          @On
          @Among(within = Within.ROLES, roles = PeopleRoles.ADMINISTRATOR)
          OrganisationId unit,
      @Field(zh = "种类", en = "Kind") RobotKind kind,
      @Field(zh = "名称", en = "Name") @NotBlank @Size(max = 40) String name,
      @Field(
              zh = "Webhook 地址",
              en = "Address of its webhook",
              hintZh = "https 地址；保存后不再显示",
              hintEn = "by https; not shown again")
          @NotBlank
          @Size(max = 500)
          @Secret(autocomplete = "off")
          String address,
      @Field(
              zh = "加签密钥",
              en = "Secret to sign with",
              hintZh = "钉钉“加签”的密钥；Webhook 必填；企业微信不用填",
              hintEn = "of DingTalk if it signs; needed for a webhook; not for WeCom")
          @Size(max = 200)
          @Secret(autocomplete = "off")
          @Nullable String secret,
      @Field(zh = "语言", en = "Language", hintZh = "不选为中文", hintEn = "Chinese if none is chosen")
          @Nullable Tongue lang,
      @Field(zh = "不发的提醒", en = "Kinds it does not tell") List<WordName> silenced)
      implements Checked {

    public NewRobot {
      silenced = List.copyOf(silenced);
    }

    @Override
    public List<Refusal> unfit() {
      if (!isAddress(address)) {
        return List.of(
            Refusal.field("address", "应为完整的 https 地址", "it is a whole address by https"));
      }
      boolean lacks = kind == RobotKind.WEBHOOK && (secret == null || secret.length() < 16);
      return lacks
          ? List.of(Refusal.field("secret", "密钥至少 16 个字符", "a secret has at least 16 characters"))
          : List.of();
    }

    private static boolean isAddress(String text) {
      try {
        URI uri = URI.create(text.strip());
        boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
        return web && uri.getHost() != null && uri.getUserInfo() == null;
      } catch (IllegalArgumentException malformed) {
        return false;
      }
    }
  }

  /** What is looked for. */
  public record Query(
      @Field(zh = "单位", en = "Unit")
          @Among(within = Within.ROLES, roles = PeopleRoles.ADMINISTRATOR)
          @Nullable OrganisationId unit) {}

  /** A robot, without what it is told by. */
  public record Robot(
      @Key("w.id") UUID id,
      OrganisationId unit,
      @Field(zh = "单位", en = "Unit") String unitName,
      @Field(zh = "种类", en = "Kind") WayKind kind,
      @Field(zh = "名称", en = "Name") String name,
      @Field(zh = "地址", en = "Address") String address,
      @Field(zh = "添加", en = "Added") @Sortable(value = "w.made_at", descending = true)
          Instant made,
      @Field(zh = "最近发送", en = "Last sent") @Nullable Instant sent) {

    Robot called(String unitIs) {
      return new Robot(id, unit, unitIs, kind, name, address, made, sent);
    }
  }

  private final WayStore store;
  private final Outbox outbox;
  private final Organisations organisations;
  private final Audit audit;
  private final JdbcClient jdbc;
  private final Clock clock;

  Robots(
      WayStore store,
      Outbox outbox,
      Organisations organisations,
      Audit audit,
      JdbcClient jdbc,
      Clock clock) {
    this.store = store;
    this.outbox = outbox;
    this.organisations = organisations;
    this.audit = audit;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  private static final String SELECT =
      "select w.* from notify.ways w where w.unit is not null and ";

  public Listed<Robot> list(Query query, Page<Robot> page, Viewer viewer) {
    Selection which =
        Selection.of(SELECT + "w.place like any(:patterns)")
            .with("patterns", patterns(viewer.places(Set.of(PeopleRoles.ADMINISTRATOR))))
            .where("w.unit = :unit", query.unit());
    Listed<Robot> found = page.list(jdbc, which, (row, n) -> robot(row));
    Map<OrganisationId, String> names =
        organisations.names(found.items().stream().map(Robot::unit).collect(Collectors.toSet()));
    return new Listed<>(
        found.items().stream().map(one -> one.called(names.getOrDefault(one.unit(), "—"))).toList(),
        found.next(),
        found.total(),
        found.more());
  }

  static String[] patterns(Collection<DivisionCode> places) {
    return places.stream().map(place -> place.value() + "%").toArray(String[]::new);
  }

  private static Robot robot(java.sql.ResultSet row) throws java.sql.SQLException {
    java.sql.Timestamp sent = row.getTimestamp("sent_at");
    return new Robot(
        Objects.requireNonNull(row.getObject("id", UUID.class)),
        new OrganisationId(row.getObject("unit", UUID.class)),
        "",
        WayKind.valueOf(row.getString("kind")),
        row.getString("name"),
        row.getString("shown"),
        row.getTimestamp("made_at").toInstant(),
        sent == null ? null : sent.toInstant());
  }

  public Optional<Robot> find(UUID id) {
    return jdbc.sql(SELECT + "w.id = ?")
        .param(id)
        .query((row, n) -> robot(row))
        .optional()
        .map(one -> one.called(organisations.name(one.unit())));
  }

  /** Whether it is within the places of one of the roles. */
  public boolean isWithin(Robot robot, Viewer viewer, Collection<String> roles) {
    return organisations
        .find(robot.unit())
        .filter(
            unit -> viewer.places(roles).stream().anyMatch(own -> own.contains(unit.division())))
        .isPresent();
  }

  public Outcome<Robot> add(NewRobot wanted, Viewer viewer) {
    Organisation unit = organisations.find(wanted.unit()).orElseThrow();
    Robot before = find(wanted.id()).orElse(null);
    if (before != null && before.unit().equals(wanted.unit())) return Outcome.done(before);
    if (store.of(wanted.unit()).size() >= MOST) {
      return Outcome.refused(
          Refusal.of("enough", "一个单位最多 5 个，请先删除一个", "five to a unit: remove one first"));
    }
    String secret = wanted.secret() == null ? "" : wanted.secret().strip();
    Way way =
        new Way(
            wanted.id(),
            null,
            wanted.unit(),
            WayKind.valueOf(wanted.kind().name()),
            wanted.name().strip(),
            wanted.address().strip(),
            secret.isEmpty() ? null : secret,
            URI.create(wanted.address().strip()).getHost() + "/…",
            wanted.lang() == null ? Lang.ZH : wanted.lang().lang(),
            null,
            wanted.silenced().stream()
                .map(WordName::name)
                .collect(Collectors.toCollection(HashSet::new)));
    if (!store.insert(way, clock.instant(), null, unit.division().value())) {
      return Outcome.refused(
          new Refusal("already-exists", "id", Text.of("这个编号已被使用", "this id is taken")));
    }
    outbox.forget();
    audit.record(
        "notice-robot-added",
        viewer.id(),
        wanted.unit().toString(),
        Map.of("kind", wanted.kind().name(), "name", way.name()));
    return Outcome.done(find(wanted.id()).orElseThrow());
  }

  public Outcome<Nothing> remove(Robot robot, Viewer viewer) {
    store.remove(robot.id());
    audit.record(
        "notice-robot-removed",
        viewer.id(),
        robot.unit().toString(),
        Map.of("kind", robot.kind().name(), "name", robot.name()));
    return Outcome.done(new Nothing());
  }

  /** Sends a word that it works. */
  public Outcome<Robot> tryOut(Robot robot) {
    store.find(robot.id()).ifPresent(outbox::tryOut);
    return Outcome.done(robot);
  }
}
