package cn.nongchao.proof;

import cn.nongchao.loop.Entry;
import cn.nongchao.loop.EntryLimit;
import cn.nongchao.platform.Refusal;
import cn.nongchao.seal.Malformed;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** An entry that could not be sealed is not written: docs/formats/entry.md bounds its bytes. */
@Component
class SealableEntries implements EntryLimit {

  private static final byte[] ANY_SALT = new byte[32];

  @Override
  public @Nullable Refusal unmet(Entry entry) {
    try {
      EntryForm.of(entry, ANY_SALT).facts().canonical();
      return null;
    } catch (Malformed e) {
      return Refusal.of(
          "bad-input",
          "这一步的内容无法封存：" + e.reason().zh(),
          "this step cannot be sealed: " + e.reason().en());
    }
  }
}
