package cn.nongchao.verifier;

import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.note.SignedNote;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What a witness has seen: for each origin the last checkpoint it cosigned. Only one process at a
 * time uses a folder, and a file is replaced whole or not at all.
 */
final class WitnessState implements AutoCloseable {
  private final Path folder;
  private final FileChannel channel;
  private final FileLock lock;

  WitnessState(Path folder) throws Unreadable {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
      channel =
          FileChannel.open(
              folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock taken = channel.tryLock();
      if (taken == null) {
        channel.close();
        throw new Unreadable("另一个见证进程正在使用 " + folder, "another witness is using " + folder);
      }
      lock = taken;
    } catch (IOException e) {
      throw new Unreadable("不能使用 " + folder + "：" + e, "cannot use " + folder + ": " + e);
    }
  }

  @Nullable SignedNote last(String origin) throws Unreadable {
    byte[] bytes = new Fetch().find(file(origin).toString(), SignedNote.MAX_BYTES);
    try {
      return bytes == null ? null : SignedNote.parse(bytes);
    } catch (Malformed e) {
      throw new Unreadable(
          "已存的检查点损坏：" + file(origin), "the stored checkpoint is damaged: " + file(origin));
    }
  }

  void remember(String origin, SignedNote note) throws Unreadable {
    replace(file(origin), note.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Keeps two checkpoints that cannot both be honest. */
  Path keepEvidence(SignedNote before, SignedNote now) throws Unreadable {
    byte[] both = (before + "\n" + now).getBytes(StandardCharsets.UTF_8);
    Path evidence = folder.resolve("fork-" + sha256(both).substring(0, 16) + ".txt");
    replace(evidence, both);
    return evidence;
  }

  private Path file(String origin) {
    return folder.resolve(sha256(origin.getBytes(StandardCharsets.UTF_8)) + ".checkpoint");
  }

  static void replace(Path file, byte[] bytes) throws Unreadable {
    Path temporary = file.resolveSibling(file.getFileName() + ".new");
    try {
      try (FileChannel out =
          FileChannel.open(
              temporary,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        java.nio.ByteBuffer buffer = java.nio.ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          out.write(buffer);
        }
        out.force(true);
      }
      Files.move(
          temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new Unreadable("不能写入 " + file + "：" + e, "cannot write " + file + ": " + e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  @Override
  public void close() throws Unreadable {
    try {
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new Unreadable("不能释放 " + folder, "cannot release " + folder);
    }
  }
}
