package cn.nongchao.people;

import cn.nongchao.platform.Text;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something a person may lawfully or demonstrably do, on paper.
 *
 * @param kind one of {@link #KINDS}
 * @param number of the paper, unique within its kind
 * @param fields what it covers, as 市场监管; empty for all
 * @param validTo last day of validity; null without end
 */
public record Qualification(
    UUID id,
    PersonId person,
    String kind,
    String number,
    String issuer,
    String fields,
    LocalDate validFrom,
    @Nullable LocalDate validTo) {

  /** 行政执法证: without it nobody may inspect or punish (行政处罚法 2021 第四十二条). */
  public static final String LAW_ENFORCEMENT = "law-enforcement";

  public static final String AUXILIARY = "auxiliary";
  public static final String MEDIATOR = "mediator";
  public static final String DRONE = "drone";
  public static final String FIRST_AID = "first-aid";
  public static final String PROFESSIONAL_TITLE = "professional-title";
  public static final String SKILL_LEVEL = "skill-level";

  /** Kinds with their titles, in the order pages list them. */
  public static final Map<String, Text> KINDS = kinds();

  private static Map<String, Text> kinds() {
    Map<String, Text> kinds = new LinkedHashMap<>();
    kinds.put(LAW_ENFORCEMENT, Text.of("行政执法证", "law-enforcement licence"));
    kinds.put(AUXILIARY, Text.of("执法辅助人员工作证", "auxiliary's card"));
    kinds.put(MEDIATOR, Text.of("人民调解员证", "mediator's certificate"));
    kinds.put(DRONE, Text.of("无人驾驶航空器操控员执照", "drone pilot's licence"));
    kinds.put(FIRST_AID, Text.of("救护员证", "first-aid certificate"));
    kinds.put(PROFESSIONAL_TITLE, Text.of("专业技术职称", "professional title"));
    kinds.put(SKILL_LEVEL, Text.of("职业技能等级证书", "skill level certificate"));
    return Collections.unmodifiableMap(kinds);
  }

  public Text kindTitle() {
    return KINDS.getOrDefault(kind, Text.same(kind));
  }

  public boolean validOn(LocalDate day) {
    return !day.isBefore(validFrom) && (validTo == null || !day.isAfter(validTo));
  }
}
