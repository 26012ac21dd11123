package cn.nongchao.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Who PostgreSQL's programs run as. PostgreSQL refuses to run as root, so where we are root (as in
 * most containers) they run in a user namespace in which they are nobody, while the files stay
 * ours; where namespaces are forbidden, as the user nobody, who is then given the files.
 *
 * @param prefix words before the command
 * @param newOwner whom the database's files must belong to, or null where they stay as they are
 */
record RunAs(List<String> prefix, @Nullable String newOwner) {

  RunAs {
    prefix = List.copyOf(prefix);
  }

  static RunAs find() throws CannotStart {
    if (!"0".equals(says("id", "-u"))) {
      return new RunAs(List.of(), null);
    }
    String inside = says("unshare", "-U", "id", "-u");
    if (inside != null && !inside.isEmpty() && !inside.equals("0")) {
      return new RunAs(List.of("unshare", "-U"), null);
    }
    List<String> asNobody =
        List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups");
    List<String> probe = new ArrayList<>(asNobody);
    probe.addAll(List.of("id", "-u"));
    if (says(probe.toArray(String[]::new)) != null) {
      return new RunAs(asNobody, "nobody");
    }
    throw CannotStart.because(
        "PostgreSQL 不能以 root 身份运行，而此系统既不允许用户命名空间，也没有 setpriv。"
            + "请用普通用户启动，或用 --db-url 连接已有的 PostgreSQL。",
        "PostgreSQL does not run as root, and this system has neither user namespaces nor"
            + " setpriv. Start as an ordinary user, or use --db-url with an existing PostgreSQL.");
  }

  /** Gives a directory to whoever will run on it, and checks that it can be reached. */
  void handOver(Path files) throws CannotStart {
    if (newOwner == null || !Files.exists(files)) {
      return;
    }
    says("chown", "-R", newOwner, files.toString());
    says("chmod", "o+x", String.valueOf(files.getParent())); // through, not into
    List<String> reach = new ArrayList<>(prefix);
    reach.addAll(List.of("test", "-x", files.toString()));
    if (says(reach.toArray(String[]::new)) == null) {
      throw CannotStart.because(
          "以 root 启动时 PostgreSQL 以用户 nobody 运行，但它无法进入 %s。" + "请把 --data 指向其他用户可进入的目录，或以普通用户启动。",
          "Started as root, PostgreSQL runs as the user nobody, who cannot reach %s. Choose a"
              + " --data directory others may enter, or start as an ordinary user.",
          files);
    }
  }

  /** Where unpacked programs are kept: the user's cache, or one that others can read too. */
  Path cache() {
    if (newOwner != null) {
      return Path.of("/var/cache/nongchao");
    }
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path base =
        xdg == null || xdg.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(xdg);
    return base.resolve("nongchao");
  }

  ProcessBuilder command(List<String> words) {
    List<String> all = new ArrayList<>(prefix);
    all.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(all);
    builder.environment().put("LC_ALL", "C"); // we read what the programs say
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    return builder;
  }

  /** First line the command prints, or null where it does not exist or fails. */
  private static @Nullable String says(String... command) {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String said = new String(process.getInputStream().readAllBytes()).strip();
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0 ? said : null;
    } catch (IOException missing) {
      return null;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
