package cn.nongchao;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A file system so small that it can be filled, mounted over a directory while a test runs. */
public final class TinyDisk implements AutoCloseable {

  private final Path place;

  private TinyDisk(Path place) {
    this.place = place;
  }

  /** Skips the test where the system does not let us. */
  public static TinyDisk at(Path place, String size) throws IOException, InterruptedException {
    boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=" + size, "tiny", place.toString());
    Assumptions.assumeTrue(mounted, "no file system can be mounted here");
    return new TinyDisk(place);
  }

  private static boolean run(String... words) throws IOException, InterruptedException {
    try {
      return new ProcessBuilder(words).inheritIO().start().waitFor() == 0;
    } catch (IOException missing) {
      return false;
    }
  }

  public boolean isThere() {
    return place.toFile().getTotalSpace() > 0;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    run("umount", "-l", place.toString());
  }
}
