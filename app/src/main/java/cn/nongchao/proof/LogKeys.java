package cn.nongchao.proof;

import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.note.Ed25519;
import cn.nongchao.seal.note.NoteSigner;
import cn.nongchao.seal.note.VerifierKey;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The log's keys. After a rotation the checkpoint carries the signatures of all keys, newest first,
 * so that whoever knows an older one can still follow.
 */
@Component
class LogKeys {

  private static final String USE = "log";

  private final KeyRing ring;

  LogKeys(KeyRing ring) {
    this.ring = ring;
  }

  NoteSigner[] signers(String origin) {
    List<NoteSigner> signers = new ArrayList<>();
    for (KeyPair pair : ring.keys(USE)) {
      try {
        signers.add(Ed25519.signer(origin, pair));
      } catch (Malformed e) {
        throw new IllegalStateException("the origin cannot name a key: " + origin, e);
      }
    }
    return signers.toArray(NoteSigner[]::new);
  }

  /** What outsiders check with, as lines of text. */
  List<VerifierKey> verifierKeys(String origin) {
    List<VerifierKey> keys = new ArrayList<>();
    for (KeyPair pair : ring.keys(USE)) {
      try {
        keys.add(Ed25519.verifierKey(origin, pair));
      } catch (Malformed e) {
        throw new IllegalStateException("the origin cannot name a key: " + origin, e);
      }
    }
    return keys;
  }

  VerifierKey rotate(String origin) {
    ring.rotate(USE);
    return verifierKeys(origin).getFirst();
  }
}
