package cn.nongchao.cases.demo;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import javax.imageio.ImageIO;

/** Draws plain pictures that stand for photos in the demo; nobody could take them for real ones. */
final class Sketcher {

  private static final int WIDTH = 960;
  private static final int HEIGHT = 720;
  private static final Color[] THINGS = {
    new Color(0x8a5a2b), new Color(0x4c6a92), new Color(0x6e7f3a), new Color(0x9c3d3d)
  };

  private Sketcher() {}

  /** Few streets are enough, and drawing one takes as long as telling a whole event. */
  private static final int STREETS = 8;

  private static final Map<String, byte[]> DRAWN = new ConcurrentHashMap<>();

  /**
   * @param seed the same street for the same seed
   * @param clean without the things that were in the way: a picture from after
   */
  static byte[] street(long seed, boolean clean) {
    long street = Math.floorMod(seed, STREETS);
    return DRAWN.computeIfAbsent(street + "/" + clean, key -> drawn(street, clean));
  }

  private static byte[] drawn(long seed, boolean clean) {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    Random random = new Random(seed);
    ground(g);
    houses(g, random);
    if (!clean) things(g, random);
    frame(g, clean);
    g.dispose();
    return jpeg(image);
  }

  private static void ground(Graphics2D g) {
    g.setColor(new Color(0xdfeaf2));
    g.fillRect(0, 0, WIDTH, HEIGHT);
    g.setColor(new Color(0xc9cdd1));
    g.fillRect(0, 460, WIDTH, 80);
    g.setColor(new Color(0x8f979e));
    g.fillRect(0, 540, WIDTH, 180);
    g.setColor(Color.WHITE);
    for (int x = 20; x < WIDTH; x += 140) g.fillRect(x, 625, 80, 10);
  }

  private static void houses(Graphics2D g, Random random) {
    for (int x = -20; x < WIDTH; x += 190) {
      int height = 180 + random.nextInt(160);
      g.setColor(new Color(0xf2efe8));
      g.fillRect(x, 460 - height, 170, height);
      g.setColor(new Color(0x7f8c97));
      g.setStroke(new BasicStroke(4));
      g.drawRect(x, 460 - height, 170, height);
      for (int wx = x + 22; wx < x + 150; wx += 48) {
        for (int wy = 480 - height; wy < 400; wy += 60) g.drawRect(wx, wy, 28, 34);
      }
    }
  }

  private static void things(Graphics2D g, Random random) {
    int many = 4 + random.nextInt(5);
    for (int i = 0; i < many; i++) {
      g.setColor(THINGS[random.nextInt(THINGS.length)]);
      int size = 50 + random.nextInt(70);
      int x = 120 + random.nextInt(640);
      if (i % 2 == 0) g.fillRoundRect(x, 560 - size, size, size, 18, 18);
      else g.fillOval(x, 550 - size, size + 20, size);
    }
    g.setColor(new Color(0xb3261e));
    g.setStroke(new BasicStroke(8));
    g.drawOval(90, 400, 780, 210);
  }

  /** No words: a letter drawn by one machine's fonts is a box on another. */
  private static void frame(Graphics2D g, boolean clean) {
    g.setColor(clean ? new Color(0x2b6a2f) : new Color(0xb3261e));
    g.setStroke(new BasicStroke(24));
    g.drawRect(0, 0, WIDTH, HEIGHT);
    if (!clean) return;
    g.setStroke(new BasicStroke(26, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    g.drawPolyline(new int[] {780, 830, 910}, new int[] {110, 160, 60}, 3);
  }

  private static byte[] jpeg(BufferedImage image) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpg", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
