package cn.nongchao.people;

import cn.nongchao.platform.Ids;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Names one organisation: a street, department, squad, police station or firm. */
public record OrganisationId(@JsonValue UUID value) {

  public static OrganisationId next() {
    return new OrganisationId(Ids.next());
  }

  public static @Nullable OrganisationId of(@Nullable UUID value) {
    return value == null ? null : new OrganisationId(value);
  }

  /** Null for text that is no id. */
  public static @Nullable OrganisationId read(@Nullable String text) {
    return of(Ids.read(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
