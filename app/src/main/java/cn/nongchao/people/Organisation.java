package cn.nongchao.people;

import cn.nongchao.platform.Text;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A body that acts, is acted on, or both.
 *
 * @param kind one of {@link #KINDS}
 * @param creditCode GB 32100-2015; null where none was issued
 * @param specialty what a squad or department is for, as 市场监管; null for general ones
 * @param imported whether it is here only because a file of another system named it
 */
public record Organisation(
    OrganisationId id,
    String name,
    String kind,
    @Nullable String creditCode,
    DivisionCode division,
    @Nullable String specialty,
    boolean active,
    boolean imported) {

  public static final String STREET = "street";
  public static final String DEPARTMENT = "department";
  public static final String SQUAD = "squad";
  public static final String POLICE = "police";
  public static final String FIRM = "firm";
  public static final String ALLIANCE = "alliance";
  public static final String COMMUNITY = "community";

  /** Kinds with their titles, in the order pages list them. */
  public static final Map<String, Text> KINDS = kinds();

  private static Map<String, Text> kinds() {
    Map<String, Text> kinds = new LinkedHashMap<>();
    kinds.put(STREET, Text.of("街道、乡镇", "street office"));
    kinds.put(DEPARTMENT, Text.of("部门、科室", "department"));
    kinds.put(SQUAD, Text.of("执法中队", "squad"));
    kinds.put(POLICE, Text.of("派出所", "police station"));
    kinds.put(FIRM, Text.of("企业、商户", "firm"));
    kinds.put(ALLIANCE, Text.of("联盟、社会组织", "alliance"));
    kinds.put(COMMUNITY, Text.of("村、社区", "village or community"));
    return Collections.unmodifiableMap(kinds);
  }

  /**
   * Other words by which files say a kind. A longer word that ends in one says the same: 区市场监管局派出机构
   * is a department.
   */
  public static final Map<String, List<String>> WORDS =
      Map.of(
          STREET, List.of("街道", "乡", "镇", "街道办", "街道办事处", "镇政府", "乡政府", "人民政府"),
          DEPARTMENT,
              List.of(
                  "科室", "办公室", "股室", "中心", "局", "委", "办", "站", "所", "站所", "派出机构", "事业单位", "职能部门"),
          SQUAD, List.of("中队", "大队", "支队", "执法队", "综合队", "专业队"),
          POLICE, List.of("公安", "派出所", "公安机关"),
          FIRM, List.of("公司", "个体", "个体户", "个体工商户", "店", "经营户"),
          ALLIANCE, List.of("社会团体", "协会", "志愿组织", "社团"),
          COMMUNITY, List.of("村", "居", "村社", "村委会", "居委会", "村（居）委会"));

  /** The kind that a word means: the longest of its endings that is one; null for none. */
  public static @Nullable String kindOf(String said) {
    String best = null;
    int most = 0;
    for (String kind : KINDS.keySet()) {
      List<String> words = new ArrayList<>(WORDS.getOrDefault(kind, List.of()));
      Text title = KINDS.getOrDefault(kind, Text.same(kind));
      words.addAll(List.of(title.zh().split("、")));
      if (said.equalsIgnoreCase(kind) || said.equalsIgnoreCase(title.en())) return kind;
      if (said.equals(title.zh())) return kind;
      for (String word : words) {
        if (said.endsWith(word) && word.length() > most) {
          most = word.length();
          best = kind;
        }
      }
    }
    return best;
  }

  public Text kindTitle() {
    return KINDS.getOrDefault(kind, Text.same(kind));
  }

  Organisation called(String other) {
    return other.equals(name)
        ? this
        : new Organisation(id, other, kind, creditCode, division, specialty, active, imported);
  }
}
