package cn.nongchao.browser;

import com.microsoft.playwright.options.FilePayload;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import javax.imageio.ImageIO;

/** Files as a phone would send them. */
final class Photos {

  private Photos() {}

  /** A drawing of a street, other houses for each name: no two names make the same bytes. */
  static FilePayload photo(String name) {
    BufferedImage image = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
    Random houses = new Random(name.hashCode());
    Graphics2D g = image.createGraphics();
    g.setPaint(new GradientPaint(0, 0, new Color(0x8fb8d8), 0, 300, new Color(0xe8eef2)));
    g.fillRect(0, 0, 640, 480);
    for (int house = 0; house < 5; house++) {
      int height = 90 + houses.nextInt(190);
      g.setColor(new Color(150 + houses.nextInt(80), 130 + houses.nextInt(70), 120));
      g.fillRect(130 * house, 330 - height, 122, height);
      g.setColor(new Color(0x5a6b78));
      for (int floor = 340 - height; floor < 300; floor += 42) {
        for (int window = 0; window < 3; window++) {
          g.fillRect(130 * house + 14 + 36 * window, floor, 22, 24);
        }
      }
    }
    g.setColor(new Color(0x6d7278));
    g.fillRect(0, 330, 640, 150);
    for (int stall = houses.nextInt(4); stall < 4; stall++) {
      g.setColor(new Color(houses.nextInt(0x1000000)));
      g.fillRect(40 + 150 * stall, 350, 90, 50);
    }
    g.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpeg", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new FilePayload(name + ".jpg", "image/jpeg", bytes.toByteArray());
  }

  /** What calls itself a photo and is a page with a script. */
  static FilePayload pageInDisguise() {
    byte[] page = "<html><script>alert(1)</script></html>".getBytes(StandardCharsets.UTF_8);
    return new FilePayload("holiday.jpg", "image/jpeg", page);
  }

  static FilePayload ofBytes(String name, int size) {
    return new FilePayload(name, "image/jpeg", new byte[size]);
  }
}
