import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Fetches Apache Maven where the machine has none, checks it against the digest below, unpacks it
 * into the directory given and prints the path of its {@code mvn}. Run as a single source file.
 */
public class FetchMaven {

  private static final String VERSION = "3.9.16";
  // as published beside the archive: …/apache-maven-3.9.16-bin.zip.sha512
  private static final String SHA_512 =
      "ed41650d42485cfc243fad22158caf9cbb5dc408ce7a09ddb94dd42a019de929"
          + "ca43065bfa450612cf12bf78b5cafa3884b96c090de326ff590448c933454af3";
  private static final String CENTRAL = "https://repo.maven.apache.org/maven2";

  public static void main(String[] args) throws Exception {
    Path cache = Path.of(args[0]);
    Path home = cache.resolve("apache-maven-" + VERSION);
    Files.createDirectories(cache);
    try (FileChannel channel =
            FileChannel.open(
                cache.resolve("maven.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      if (!Files.isDirectory(home) && held.isValid()) {
        System.err.println("Fetching Apache Maven " + VERSION + " (9 MB)…");
        unpack(fetch(), cache, home);
      }
    } catch (IOException e) {
      System.err.println("Maven could not be fetched: " + e);
      System.err.println("Install Maven 3.8.5 or later yourself, so that mvn is on the PATH.");
      System.exit(1);
    }
    System.out.println(home.resolve("bin/mvn"));
  }

  private static byte[] fetch() throws Exception {
    String path =
        "/org/apache/maven/apache-maven/%1$s/apache-maven-%1$s-bin.zip".formatted(VERSION);
    HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(Duration.ofSeconds(30))
            .build();
    HttpResponse<byte[]> answer =
        client.send(
            HttpRequest.newBuilder(URI.create(CENTRAL + path)).build(),
            HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException("HTTP " + answer.statusCode() + " from " + CENTRAL + path);
    }
    byte[] digest = MessageDigest.getInstance("SHA-512").digest(answer.body());
    if (!HexFormat.of().formatHex(digest).equals(SHA_512)) {
      throw new IOException("what arrived from " + CENTRAL + path + " has the wrong SHA-512");
    }
    return answer.body();
  }

  private static void unpack(byte[] archive, Path cache, Path home) throws IOException {
    Path draft = Files.createTempDirectory(cache, "unpacking");
    try (ZipInputStream zip = new ZipInputStream(new java.io.ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        write(zip, entry, draft);
      }
    }
    Files.move(draft.resolve("apache-maven-" + VERSION), home);
    Files.delete(draft);
  }

  private static void write(InputStream zip, ZipEntry entry, Path into) throws IOException {
    Path target = into.resolve(entry.getName()).normalize();
    if (!target.startsWith(into)) {
      throw new IOException("entry outside the archive: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    Files.copy(zip, target);
    if (target.getParent().endsWith("bin")) {
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }
}
