package cn.nongchao.platform;

import java.net.InetAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A range of network addresses: an address, or a prefix as RFC 4632 and RFC 4291 section 2.3 write
 * it ({@code 10.0.0.0/8}, {@code 2001:db8::/32}), with no bit set behind the prefix.
 */
public final class NetworkRange {

  private final byte[] prefix;
  private final int bits;

  private NetworkRange(byte[] prefix, int bits) {
    this.prefix = prefix;
    this.bits = bits;
  }

  /** Null where the text is no range. */
  public static @Nullable NetworkRange read(String text) {
    String[] parts = text.strip().split("/", -1);
    InetAddress address = parts.length > 2 ? null : address(parts[0]);
    if (address == null) return null;
    byte[] bytes = address.getAddress();
    if (parts.length == 1) return new NetworkRange(bytes, bytes.length * 8);
    if (!parts[1].matches("[0-9]{1,3}")) return null;
    int bits = Integer.parseInt(parts[1]);
    if (bits > bytes.length * 8) return null;
    NetworkRange range = new NetworkRange(bytes, bits);
    return Arrays.equals(range.cut(bytes), bytes) ? range : null;
  }

  /** Null where the text is no address written out; names are not looked up. */
  public static @Nullable InetAddress address(String text) {
    // A zone (fe80::1%eth0) names an interface of the sender's machine, nothing here.
    if (text.isEmpty() || text.length() > 45 || text.indexOf('%') >= 0) return null;
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException none) {
      return null;
    }
  }

  /** An IPv4 address mapped into IPv6 is the IPv4 address. */
  public boolean contains(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == prefix.length && Arrays.equals(cut(bytes), cut(prefix));
  }

  private byte[] cut(byte[] bytes) {
    byte[] cut = bytes.clone();
    for (int i = 0; i < cut.length; i++) {
      int kept = Math.clamp(bits - 8L * i, 0, 8);
      cut[i] &= (byte) (0xff << (8 - kept));
    }
    return cut;
  }
}
