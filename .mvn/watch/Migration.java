import java.nio.file.Path;

/** A step of the database's own history: once applied it is not applied again. */
final class Migration {

  private Migration() {}

  static boolean isOne(Path file) {
    return file.startsWith("resources/db/migration") && file.toString().endsWith(".sql");
  }
}
