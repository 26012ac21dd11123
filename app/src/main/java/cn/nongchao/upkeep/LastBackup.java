package cn.nongchao.upkeep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * The last backup made of a data directory, kept in it for whoever asks how old that is.
 *
 * @param made the moment it is of
 */
record LastBackup(String made, String file, long bytes, boolean keys) {

  private static final String NAME = "last-backup.json";

  static LastBackup of(Manifest manifest, Path file, long bytes) {
    return new LastBackup(
        manifest.made(), file.toAbsolutePath().normalize().toString(), bytes, manifest.hasKeys());
  }

  void write(Path directory) throws IOException {
    Path draft = directory.resolve(NAME + ".new");
    Files.writeString(draft, Archive.JSON.writeValueAsString(this) + "\n");
    Files.move(draft, directory.resolve(NAME), StandardCopyOption.REPLACE_EXISTING);
  }

  static Optional<LastBackup> in(Path directory) {
    try {
      LastBackup last =
          Archive.JSON.readValue(Files.readString(directory.resolve(NAME)), LastBackup.class);
      return Optional.of(last);
    } catch (IOException | JacksonException none) {
      return Optional.empty();
    }
  }

  Instant at() {
    return Instant.parse(made);
  }
}
