package cn.nongchao.notify;

import cn.nongchao.people.PersonalData;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** By which push servers know this installation (RFC 8292); made once, sealed in the database. */
@Component
class PushKey {

  private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();
  private static final Duration GOOD_FOR = Duration.ofHours(12);

  private record Pair(byte[] open, PrivateKey secret) {}

  private final JdbcClient jdbc;
  private final PersonalData sealing;
  private volatile @Nullable Pair pair;

  PushKey(JdbcClient jdbc, PersonalData sealing) {
    this.jdbc = jdbc;
    this.sealing = sealing;
  }

  /** The public key as browsers are given it. */
  String open() {
    return TEXT.encodeToString(pair().open());
  }

  /** What a push server is shown, for one endpoint and some hours. */
  String authorization(URI endpoint, String contact, Instant now) throws GeneralSecurityException {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("aud", endpoint.getScheme() + "://" + endpoint.getRawAuthority());
    claims.put("exp", now.plus(GOOD_FOR).getEpochSecond());
    claims.put("sub", contact);
    String said = part(Map.of("typ", "JWT", "alg", "ES256")) + "." + part(claims);
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initSign(pair().secret());
    signature.update(said.getBytes(StandardCharsets.US_ASCII));
    return "vapid t=" + said + "." + TEXT.encodeToString(signature.sign()) + ", k=" + open();
  }

  private static String part(Map<String, ?> json) {
    return TEXT.encodeToString(JsonMapper.shared().writeValueAsBytes(json));
  }

  private Pair pair() {
    Pair known = pair;
    if (known == null) pair = known = stored().orElseGet(this::made);
    return known;
  }

  private Optional<Pair> stored() {
    return jdbc.sql("select public, secret from notify.push_key")
        .query((row, n) -> {
          byte[] secret = Base64.getDecoder().decode(sealing.open(row.getBytes("secret")));
          return new Pair(row.getBytes("public"), read(secret));
        })
        .optional();
  }

  private static PrivateKey read(byte[] encoded) {
    try {
      return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the key of push messages cannot be read", e);
    }
  }

  /** Where two nodes begin at once, the first one's is everybody's. */
  private Pair made() {
    try {
      KeyPair fresh = PushSecrets.pair();
      String secret = Base64.getEncoder().encodeToString(fresh.getPrivate().getEncoded());
      jdbc.sql(
              "insert into notify.push_key (one, public, secret) values (true, ?, ?)"
                  + " on conflict do nothing")
          .params(PushSecrets.bytes((ECPublicKey) fresh.getPublic()), sealing.seal(secret))
          .update();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has P-256", e);
    }
    return stored().orElseThrow();
  }
}
