package cn.nongchao.seal.cose;

import cn.nongchao.seal.Outcome;
import cn.nongchao.seal.Vectors;
import cn.nongchao.seal.cbor.Cbor;
import cn.nongchao.seal.cbor.CborReader;
import cn.nongchao.seal.cbor.Limits;
import cn.nongchao.seal.text.Base45;
import cn.nongchao.seal.text.Inflate;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * Signed QR payloads of many issuers (eu-digital-green-certificates/dgc-testdata): prefix, base45,
 * zlib, COSE, CWT and signature, each layer compared with what the file expects of it. Expectations
 * about pictures, certificates' key usage and the JSON schema of the content are not of these
 * layers and are passed over.
 */
class QrCertificateVectorTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PREFIX = "HC1:";
  private static final int MOST_INFLATED = 1 << 20;
  private static final long HCERT = -260;

  /** ISO 8601 with an offset written +02:00, +0200 or Z; UTC where there is none. */
  private static final DateTimeFormatter CLOCK =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX]")
          .parseDefaulting(ChronoField.OFFSET_SECONDS, 0)
          .toFormatter();

  /** Layer reached and not refused, by the name the files give the expectation. */
  private final Map<String, Integer> checked = new LinkedHashMap<>();

  @Test
  void layers() {
    Path folder = Vectors.folder("qr-certificates");
    List<Path> files =
        Vectors.json(folder).stream()
            .filter(file -> folder.relativize(file).toString().contains("2DCode"))
            .toList();
    Vectors.run("qr-certificates", files, this::passes);
    System.out.println("qr-certificates, expectations compared: " + checked);
  }

  private boolean passes(Path file) throws Exception {
    String json = Files.readString(file);
    JsonNode vector = JSON.readTree(json.startsWith("\uFEFF") ? json.substring(1) : json);
    Map<String, Boolean> ours = layersOf(vector);
    StringBuilder wrong = new StringBuilder();
    for (Map.Entry<String, JsonNode> expected : vector.path("EXPECTEDRESULTS").properties()) {
      Boolean result = ours.get(expected.getKey());
      if (result == null || expected.getValue().isNull()) {
        continue;
      }
      checked.merge(expected.getKey(), 1, Integer::sum);
      if (result != Boolean.parseBoolean(expected.getValue().asString())) {
        wrong.append(' ').append(expected.getKey()).append(" is ").append(result);
      }
    }
    if (!wrong.isEmpty()) {
      throw new IllegalStateException(wrong.toString());
    }
    return true;
  }

  private static Map<String, Boolean> layersOf(JsonNode vector) throws Exception {
    Outcome<String> text = unprefixed(vector.path("PREFIX").asString(""));
    Outcome<byte[]> compressed = text.then(Base45::decode);
    Outcome<byte[]> message = compressed.then(bytes -> Inflate.zlib(bytes, MOST_INFLATED));
    Outcome<CoseSign1> signed = message.then(CoseSign1::read);
    Outcome<Cbor.Fields> claims = signed.then(QrCertificateVectorTest::claims);
    Map<String, Boolean> results = new LinkedHashMap<>();
    results.put("EXPECTEDUNPREFIX", text.ok());
    results.put("EXPECTEDB45DECODE", compressed.ok());
    results.put("EXPECTEDCOMPRESSION", message.ok());
    results.put("EXPECTEDDECODE", claims.then(QrCertificateVectorTest::content).ok());
    JsonNode context = vector.path("TESTCTX");
    if (context.path("CERTIFICATE").isString()) {
      byte[] certificate = Base64.getMimeDecoder().decode(context.path("CERTIFICATE").asString());
      results.put("EXPECTEDVERIFY", signed.then(it -> verified(it, certificate)).ok());
    }
    if (context.path("VALIDATIONCLOCK").isString()) {
      Instant clock =
          OffsetDateTime.parse(context.path("VALIDATIONCLOCK").asString(), CLOCK).toInstant();
      results.put(
          "EXPECTEDEXPIRATIONCHECK",
          claims instanceof Outcome.Got<Cbor.Fields>(Cbor.Fields fields) && inTime(fields, clock));
    }
    return results;
  }

  private static Outcome<String> unprefixed(String text) {
    return text.startsWith(PREFIX)
        ? Outcome.of(text.substring(PREFIX.length()))
        : Outcome.refuse("前缀不符", "another prefix");
  }

  private static Outcome<Cbor.Fields> claims(CoseSign1 message) {
    return message
        .payload()
        .map(payload -> CborReader.wellFormed(payload, Limits.MESSAGE))
        .orElse(Outcome.refuse("没有内容", "no payload"))
        .then(QrCertificateVectorTest::fields);
  }

  /** The health certificate within the claims. */
  private static Outcome<Cbor.Fields> content(Cbor.Fields claims) {
    Cbor container = claims.get(HCERT);
    return container instanceof Cbor.Fields fields && fields.get(1) != null
        ? fields(fields.get(1))
        : Outcome.refuse("没有证书", "no certificate in the claims");
  }

  private static Outcome<Cbor.Fields> fields(Cbor item) {
    return item instanceof Cbor.Fields fields
        ? Outcome.of(fields)
        : Outcome.refuse("不是映射", "not a map");
  }

  /** By the certificate, if its hash begins with the key id the message names. */
  private static Outcome<byte[]> verified(CoseSign1 message, byte[] certificate) {
    try {
      byte[] id = Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(certificate), 8);
      if (message.header().keyId().map(named -> !Arrays.equals(named, id)).orElse(false)) {
        return Outcome.refuse("另一密钥", "another key");
      }
      return VerifyingKey.of(
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(certificate))
                  .getPublicKey())
          .then(message::verify);
    } catch (java.security.GeneralSecurityException e) {
      return Outcome.refuse("证书无法读取", "the certificate cannot be read");
    }
  }

  private static boolean inTime(Cbor.Fields claims, Instant clock) {
    double now = clock.getEpochSecond();
    return seconds(claims.get(6), Double.NEGATIVE_INFINITY) <= now
        && now <= seconds(claims.get(4), Double.POSITIVE_INFINITY);
  }

  private static double seconds(Cbor claim, double absent) {
    return switch (claim) {
      case Cbor.Int(long value) -> value;
      case Cbor.Real(double value) -> value;
      case Cbor.Tagged(long _, Cbor inner) -> seconds(inner, absent);
      case null, default -> absent;
    };
  }
}
