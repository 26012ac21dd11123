package cn.nongchao.cases.web;

import cn.nongchao.cases.Category;
import cn.nongchao.loop.Allowance;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.platform.Text;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line of the responsibility list as programs read it.
 *
 * @param code two digits for the upper level, four or six for the lower
 * @param parent the upper level's code; null on the upper level itself
 * @param lead id of the organisation that answers for it
 * @param assisting ids of those that assist
 * @param allowance minutes the whole may take; null for the usual time
 * @param working whether only working time counts, of which a day has 480 minutes
 */
record LineJson(
    String code,
    @Nullable String parent,
    String nameZh,
    String nameEn,
    @Nullable UUID lead,
    List<UUID> assisting,
    @Nullable Long allowance,
    boolean working,
    String basis,
    String flexible) {

  LineJson {
    assisting = List.copyOf(assisting);
  }

  static LineJson of(Category line) {
    Allowance allowance = line.allowance();
    return new LineJson(
        line.code(),
        line.parent(),
        line.name().zh(),
        line.name().en(),
        line.lead() == null ? null : line.lead().value(),
        line.assisting().stream().map(OrganisationId::value).toList(),
        allowance == null ? null : allowance.time().toMinutes(),
        allowance == null || allowance.working(),
        line.basis(),
        line.flexible());
  }

  /** The list in one of its versions. */
  record Whole(int version, int current, List<LineJson> lines) {
    Whole {
      lines = List.copyOf(lines);
    }
  }

  /** What an edit came to: the version of the list that has it. */
  record Written(String code, int version) {}

  /**
   * A line as it shall be.
   *
   * @param version of the list the caller saw
   * @param reason why the list is changed, kept with the new version
   * @param working true where nothing is said
   */
  record Wish(
      @Nullable Integer version,
      @Nullable String reason,
      @Nullable String parent,
      @Nullable String nameZh,
      @Nullable String nameEn,
      @Nullable UUID lead,
      @Nullable List<UUID> assisting,
      @Nullable Integer allowance,
      @Nullable Boolean working,
      @Nullable String basis,
      @Nullable String flexible) {

    /** Without blanks around the words, as the list keeps it: the same again is no change. */
    Category line(String code) {
      String above = text(parent);
      return new Category(
          code,
          0,
          above.isEmpty() ? null : above,
          Text.of(text(nameZh), text(nameEn)),
          OrganisationId.of(lead),
          assisting == null
              ? List.of()
              : assisting.stream()
                  .filter(Objects::nonNull)
                  .distinct()
                  .map(OrganisationId::new)
                  .toList(),
          allowance == null
              ? null
              : new Allowance(Duration.ofMinutes(allowance), !Boolean.FALSE.equals(working)),
          text(basis),
          text(flexible));
    }
  }

  /** A line to be taken out. */
  record Retiring(@Nullable Integer version, @Nullable String reason) {}

  static String text(@Nullable String text) {
    return text == null ? "" : text.strip();
  }
}
