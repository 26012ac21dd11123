package cn.nongchao.bench.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A clock that somebody else sets: servers of this bench, and no others since it lies in the
 * bench's jar alone, take theirs shifted by what a file says, which both processes have in memory.
 */
public final class ClockShift
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  static final String FILE = "nongchao.bench.clock";

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    String file = System.getProperty(FILE);
    if (file == null) return;
    ZoneId zone = ZoneId.of("Asia/Shanghai");
    Clock shifted = new Shifted(Clock.system(zone), mapped(Path.of(file)));
    context.addBeanFactoryPostProcessor(beans -> beans.registerSingleton("clock", shifted));
  }

  /** Sets the clock of the servers that have this file. */
  static void set(Path file, Duration shift) {
    mapped(file).putLong(0, shift.toMillis());
  }

  private static MappedByteBuffer mapped(Path file) {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Shifted extends Clock {

    private final Clock real;
    private final MappedByteBuffer shift;

    Shifted(Clock real, MappedByteBuffer shift) {
      this.real = real;
      this.shift = shift;
    }

    @Override
    public ZoneId getZone() {
      return real.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return new Shifted(real.withZone(zone), shift);
    }

    @Override
    public Instant instant() {
      return real.instant().plusMillis(shift.getLong(0));
    }
  }
}
