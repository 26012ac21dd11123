package cn.nongchao.cases;

import cn.nongchao.loop.Allowance;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.platform.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the responsibility list (责任清单): a matter, and who answers for it.
 *
 * @param code two digits for the upper level (大类), four or six for the lower (小类)
 * @param version of the list this line was read from
 * @param parent the upper level's code; null on the upper level itself
 * @param lead the department that answers for it; null where none is named
 * @param allowance how long the whole may take; null for the life cycle's own
 * @param basis legal basis as cited; empty where none is given
 * @param flexible when to persuade instead of punishing (柔性执法); may be empty
 * @param division the place it belongs to: who answers there may change it
 */
public record Category(
    String code,
    int version,
    @Nullable String parent,
    Text name,
    @Nullable OrganisationId lead,
    List<OrganisationId> assisting,
    @Nullable Allowance allowance,
    String basis,
    String flexible,
    DivisionCode division) {

  public Category {
    assisting = List.copyOf(assisting);
  }

  /** One that belongs to the whole country. */
  public Category(
      String code,
      int version,
      @Nullable String parent,
      Text name,
      @Nullable OrganisationId lead,
      List<OrganisationId> assisting,
      @Nullable Allowance allowance,
      String basis,
      String flexible) {
    this(
        code, version, parent, name, lead, assisting, allowance, basis, flexible, DivisionCode.ALL);
  }

  /** Whether an event there can be sorted by it: it is a lower line of that place's list. */
  public boolean fits(DivisionCode place) {
    return !isUpper() && division.contains(place);
  }

  public boolean isUpper() {
    return parent == null;
  }
}
