package cn.nongchao.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Signatures as an independent program makes them (openssl dgst -sha256 -hmac). */
class SignatureTest {

  @Test
  void ofAWebhook() {
    byte[] body = "{\"id\":1}".getBytes(StandardCharsets.UTF_8);
    assertThat(Signature.plain("0123456789abcdef", 1_764_400_000L, body))
        .isEqualTo("sha256=e44ecb80d4d94b3a9b4bd3261e6fe46a80323c89a7b2b60b61245a2743d83186");
  }

  @Test
  void ofDingTalk() {
    assertThat(Signature.dingTalk("SEC000000000000000000000", 1_764_400_000_000L))
        .isEqualTo("qlSRIURs4VjnAj/rg4MbSlsQDofxZafkucJZm0mgQVI=");
  }
}
