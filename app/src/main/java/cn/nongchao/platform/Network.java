package cn.nongchao.platform;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** The networks people come from, as far as limits on abuse tell them apart. */
public final class Network {

  /**
   * Bytes of an IPv6 address that name the network: a household is given 2^64 addresses or more.
   */
  private static final int PREFIX = 8;

  private Network() {}

  /**
   * What one household or office has in common: an IPv4 address as it is, of an IPv6 address the
   * first 64 bits (RFC 4291 section 2.5.4); anything else as it is.
   */
  public static String of(String address) {
    try {
      InetAddress read = InetAddress.ofLiteral(address);
      if (!(read instanceof Inet6Address)) return read.getHostAddress();
      byte[] prefix = Arrays.copyOf(read.getAddress(), PREFIX);
      return HexFormat.of().formatHex(prefix) + "/64";
    } catch (IllegalArgumentException noAddress) {
      return address;
    }
  }
}
