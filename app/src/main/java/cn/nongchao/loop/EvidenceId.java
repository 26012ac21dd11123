package cn.nongchao.loop;

import cn.nongchao.platform.Ids;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Names one file taken in as evidence; a field of them is where a form takes files. */
public record EvidenceId(@JsonValue UUID value) {

  /** Null for text that is no id. */
  public static @Nullable EvidenceId read(@Nullable String text) {
    UUID id = Ids.read(text);
    return id == null ? null : new EvidenceId(id);
  }

  public static List<UUID> values(Collection<EvidenceId> ids) {
    return ids.stream().map(EvidenceId::value).toList();
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
