package cn.nongchao.people.access;

import java.util.Base64;
import java.util.List;

/**
 * What a browser is told before it turns to an authenticator, as JSON of WebAuthn level 3, section
 * 5.1.9 and 5.1.10: bytes are base64url.
 */
public final class PasskeyOptions {

  /** To make a passkey. */
  public record Creation(
      String challenge,
      Party rp,
      User user,
      List<Parameter> pubKeyCredParams,
      long timeout,
      List<Descriptor> excludeCredentials,
      Selection authenticatorSelection,
      String attestation) {
    public Creation {
      pubKeyCredParams = List.copyOf(pubKeyCredParams);
      excludeCredentials = List.copyOf(excludeCredentials);
    }
  }

  /**
   * To ask for one.
   *
   * @param allowCredentials none where any that the device knows will do
   */
  public record Request(
      String challenge,
      String rpId,
      long timeout,
      List<Descriptor> allowCredentials,
      String userVerification) {
    public Request {
      allowCredentials = List.copyOf(allowCredentials);
    }
  }

  /** Who asks. */
  public record Party(String id, String name) {}

  /** Whose it is: a random handle, and what the device shows its owner. */
  public record User(String id, String name, String displayName) {}

  /** A kind of key that is taken, by its COSE number. */
  public record Parameter(String type, long alg) {}

  /** A passkey there is. */
  public record Descriptor(String type, String id) {}

  /** What kind of authenticator. */
  public record Selection(String residentKey, String userVerification) {}

  private PasskeyOptions() {}

  static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static Descriptor descriptor(byte[] credential) {
    return new Descriptor("public-key", text(credential));
  }
}
