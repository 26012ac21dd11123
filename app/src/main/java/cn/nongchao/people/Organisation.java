package cn.nongchao.people;

import cn.nongchao.platform.Text;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A body that acts, is acted on, or both.
 *
 * @param kind one of {@link #KINDS}
 * @param creditCode GB 32100-2015; null where none was issued
 * @param specialty what a squad or department is for, as 市场监管; null for general ones
 */
public record Organisation(
    OrganisationId id,
    String name,
    String kind,
    @Nullable String creditCode,
    DivisionCode division,
    @Nullable String specialty,
    boolean active) {

  public static final String STREET = "street";
  public static final String DEPARTMENT = "department";
  public static final String SQUAD = "squad";
  public static final String POLICE = "police";
  public static final String VILLAGE = "village";
  public static final String FIRM = "firm";
  public static final String ALLIANCE = "alliance";

  /** Kinds with their titles, in the order pages list them. */
  public static final Map<String, Text> KINDS = kinds();

  private static Map<String, Text> kinds() {
    Map<String, Text> kinds = new LinkedHashMap<>();
    kinds.put(STREET, Text.of("街道、乡镇", "street office"));
    kinds.put(DEPARTMENT, Text.of("部门、科室", "department"));
    kinds.put(SQUAD, Text.of("执法中队", "squad"));
    kinds.put(POLICE, Text.of("派出所", "police station"));
    kinds.put(VILLAGE, Text.of("村、社区", "village or community"));
    kinds.put(FIRM, Text.of("企业、商户", "firm"));
    kinds.put(ALLIANCE, Text.of("联盟、社会组织", "alliance"));
    return Collections.unmodifiableMap(kinds);
  }

  public Text kindTitle() {
    return KINDS.getOrDefault(kind, Text.same(kind));
  }
}
