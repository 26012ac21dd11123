package cn.nongchao.people.register;

import cn.nongchao.platform.Ids;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a list by name goes on: after this name and id. Opaque to whoever carries it. */
record ListKey(String name, UUID id) {

  String text() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((id + name).getBytes(StandardCharsets.UTF_8));
  }

  /** Null for anything that is no key: the list then begins at its start. */
  static @Nullable ListKey read(String text) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      UUID id = plain.length() < 36 ? null : Ids.read(plain.substring(0, 36));
      return id == null ? null : new ListKey(plain.substring(36), id);
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }

  /** For {@code like}, with the typed wildcards taken as letters. */
  static String containing(String typed) {
    return "%" + typed.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
  }
}
