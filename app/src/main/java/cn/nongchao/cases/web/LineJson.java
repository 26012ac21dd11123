package cn.nongchao.cases.web;

import cn.nongchao.cases.Category;
import cn.nongchao.loop.Allowance;
import cn.nongchao.people.OrganisationId;
import java.util.List;
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
 * @param division code of the place it belongs to; empty for the whole country
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
    String flexible,
    String division) {

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
        line.flexible(),
        line.division().value());
  }

  /** The list in one of its versions. */
  record Whole(int version, int current, List<LineJson> lines) {
    Whole {
      lines = List.copyOf(lines);
    }
  }
}
