package cn.nongchao.seal.text;

import cn.nongchao.seal.Outcome;
import cn.nongchao.seal.Tally;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The examples of RFC 9285 section 4, and what its section 4.2 and 6 ask to refuse. */
class Base45VectorTest {
  @Test
  void rfc9285() {
    Tally tally = new Tally("base45");
    String[][] good = {
      {"AB", "BB8"}, {"Hello!!", "%69 VD92EX0"}, {"base-45", "UJCLQE7W581"}, {"ietf!", "QED8WEX0"},
    };
    for (String[] pair : good) {
      byte[] bytes = pair[0].getBytes(StandardCharsets.US_ASCII);
      tally.check("encode " + pair[0], Base45.encode(bytes).equals(pair[1]));
      tally.check("decode " + pair[1], decodes(pair[1], bytes));
    }
    tally.check("FGW is 65535", decodes("FGW", new byte[] {-1, -1}));
    tally.check("U5 is 255", decodes("U5", new byte[] {-1}));
    tally.check("empty", decodes("", new byte[0]));
    for (String bad :
        new String[] {"GGW", ":::", "V5", "::", "A", "BB8A", "bb8", "AB\u0000", "ＡB8"}) {
      tally.check("refuse " + bad, !Base45.decode(bad).ok());
    }
    tally.done();
  }

  private static boolean decodes(String text, byte[] expected) {
    return Base45.decode(text) instanceof Outcome.Got<byte[]>(byte[] got)
        && Arrays.equals(got, expected);
  }
}
