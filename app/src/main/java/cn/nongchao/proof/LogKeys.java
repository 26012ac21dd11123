package cn.nongchao.proof;

import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.note.Ed25519;
import cn.nongchao.seal.note.NoteSigner;
import cn.nongchao.seal.note.Sm2Note;
import cn.nongchao.seal.note.VerifierKey;
import cn.nongchao.seal.sm.Sm2;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/**
 * The log's keys. After a rotation the checkpoint carries the signatures of all keys, newest first,
 * so that whoever knows an older one can still follow.
 */
@Component
@EnableConfigurationProperties(LogKeys.Choice.class)
class LogKeys {

  /**
   * {@code nongchao.log.*}.
   *
   * @param sm2 whether an SM2 line stands beside the Ed25519 ones
   */
  @ConfigurationProperties("nongchao.log")
  record Choice(@DefaultValue("false") boolean sm2) {}

  private static final String USE = "log";
  private static final String SM2_USE = "logsm2";

  private final KeyRing ring;
  private final Choice choice;

  LogKeys(KeyRing ring, Choice choice) {
    this.ring = ring;
    this.choice = choice;
  }

  NoteSigner[] signers(String origin) {
    List<NoteSigner> signers = new ArrayList<>();
    try {
      for (KeyRing.Key key : ring.keys(USE)) signers.add(Ed25519.signer(origin, key.pair()));
      for (KeyRing.Key key : sm2()) signers.add(Sm2Note.signer(origin, key.secret()));
      return signers.toArray(NoteSigner[]::new);
    } catch (Malformed e) {
      throw unusable(origin, e);
    }
  }

  /** What outsiders check with, as lines of text. */
  List<VerifierKey> verifierKeys(String origin) {
    List<VerifierKey> keys = new ArrayList<>();
    try {
      for (KeyRing.Key key : ring.keys(USE)) keys.add(Ed25519.verifierKey(origin, key.pair()));
      for (KeyRing.Key key : sm2()) {
        keys.add(Sm2Note.verifierKey(origin, Sm2.publicKeyOf(key.secret())));
      }
      return keys;
    } catch (Malformed e) {
      throw unusable(origin, e);
    }
  }

  private List<KeyRing.Key> sm2() {
    return choice.sm2() ? ring.keys(SM2_USE) : List.of();
  }

  private static IllegalStateException unusable(String origin, Malformed e) {
    return new IllegalStateException("the origin cannot name a key: " + origin, e);
  }

  VerifierKey rotate(String origin) {
    ring.rotate(USE);
    if (choice.sm2()) ring.rotate(SM2_USE);
    return verifierKeys(origin).getFirst();
  }
}
