package cn.nongchao.platform;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * How much room is left where the data lies: database and evidence may be on disks of their own.
 */
@Component
@EnableConfigurationProperties(Room.Choice.class)
public class Room {

  /**
   * {@code nongchao.room.*}.
   *
   * @param alarm below this supervision is told; what a busy street fills in some days
   * @param least below this nothing is taken in, so that what is there can go on being read: a
   *     database that cannot write its log stops altogether
   */
  @ConfigurationProperties("nongchao.room")
  public record Choice(
      @DefaultValue("2GB") DataSize alarm, @DefaultValue("256MB") DataSize least) {}

  private final List<File> places;
  private final Choice choice;

  public Room(Settings settings, Choice choice) {
    Path data = settings.data();
    this.places =
        List.of(
            data.toFile(), data.resolve("postgres").toFile(), data.resolve("evidence").toFile());
    this.choice = choice;
  }

  /** Bytes free on the fullest of the disks. */
  public long left() {
    return places.stream()
        .filter(place -> place.getTotalSpace() > 0) // else it is not there, or does not say
        .mapToLong(File::getUsableSpace)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  public boolean isShort() {
    return left() < choice.alarm().toBytes();
  }

  /** Whether nothing may be taken in any more. */
  public boolean isOut() {
    return left() < choice.least().toBytes();
  }
}
