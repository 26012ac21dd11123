package cn.nongchao.seal.code;

import cn.nongchao.seal.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The keys a checker trusts, old ones too.
 *
 * @param all in any order
 */
public record CodeKeys(List<CodeKey> all) {
  public CodeKeys {
    all = List.copyOf(all);
  }

  public static CodeKeys of(CodeKey... keys) {
    return new CodeKeys(List.of(keys));
  }

  /** Reads key lines; empty lines and lines that begin with # are passed over. */
  public static Outcome<CodeKeys> read(String text) {
    List<CodeKey> keys = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      switch (CodeKey.read(line.strip())) {
        case Outcome.Got<CodeKey>(CodeKey key) -> keys.add(key);
        case Outcome.Refused<CodeKey> _ -> {
          return Outcome.refuse(
              "公钥文件第 " + number + " 行格式错误。", "Line " + number + " is not a key for codes.");
        }
      }
    }
    return Outcome.of(new CodeKeys(keys));
  }

  /** All with this id; the id is short, so there may be several. */
  public List<CodeKey> withId(byte[] id) {
    return all.stream().filter(key -> Arrays.equals(key.id(), id)).toList();
  }
}
