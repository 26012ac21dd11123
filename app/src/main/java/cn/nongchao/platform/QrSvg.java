package cn.nongchao.platform;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import com.google.zxing.qrcode.encoder.QRCode;
import java.util.Map;

/** A QR as an SVG drawing: sharp on a phone and on paper, and no image file to store. */
public final class QrSvg {

  /** Denser ones are hard to scan from a phone's screen or a receipt printer. */
  static final int LARGEST_VERSION = 15;

  /** The quiet zone ISO/IEC 18004 asks for, in modules. */
  private static final int MARGIN = 4;

  private QrSvg() {}

  /**
   * @param text what a scanner reads
   * @param label what it is, for those who cannot see it
   * @throws IllegalArgumentException if it would be denser than version 15 at level M
   */
  public static String of(String text, String label) {
    QRCode code = encode(text);
    if (code.getVersion().getVersionNumber() > LARGEST_VERSION) {
      throw new IllegalArgumentException("too long for a QR people can scan: " + text.length());
    }
    ByteMatrix modules = code.getMatrix();
    int side = modules.getWidth() + 2 * MARGIN;
    StringBuilder svg = new StringBuilder(8192);
    svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"qr\" role=\"img\" viewBox=\"0 0 ")
        .append(side)
        .append(' ')
        .append(side)
        .append("\" shape-rendering=\"crispEdges\"><title>")
        .append(escaped(label))
        .append(
            "</title><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/><path fill=\"#000\" d=\"");
    for (int y = 0; y < modules.getHeight(); y++) appendRow(svg, modules, y);
    return svg.append("\"/></svg>").toString();
  }

  private static void appendRow(StringBuilder svg, ByteMatrix modules, int y) {
    int x = 0;
    while (x < modules.getWidth()) {
      if (modules.get(x, y) == 0) {
        x++;
        continue;
      }
      int end = x;
      while (end < modules.getWidth() && modules.get(end, y) == 1) end++;
      svg.append('M').append(x + MARGIN).append(' ').append(y + MARGIN);
      svg.append('h').append(end - x).append("v1h-").append(end - x).append('z');
      x = end;
    }
  }

  private static QRCode encode(String text) {
    try {
      return Encoder.encode(
          text, ErrorCorrectionLevel.M, Map.of(EncodeHintType.CHARACTER_SET, "UTF-8"));
    } catch (WriterException e) {
      throw new IllegalArgumentException("no " + BarcodeFormat.QR_CODE + " can hold this", e);
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
