package cn.nongchao.upkeep;

import cn.nongchao.launch.CannotStart;
import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.note.SignedNote;
import cn.nongchao.seal.tlog.Checkpoint;
import cn.nongchao.seal.tlog.TreeBuilder;
import cn.nongchao.seal.tree.TreeHash;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A backup that is there: a ZIP file as docs/formats/backup.md says. */
final class Archive implements AutoCloseable {

  static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MOST_MANIFEST = 256 << 20;

  private final Path file;
  private final ZipFile zip;
  private final Manifest manifest;

  private Archive(Path file, ZipFile zip, Manifest manifest) {
    this.file = file;
    this.zip = zip;
    this.manifest = manifest;
  }

  static Archive open(Path file) throws CannotStart {
    if (!Files.isReadable(file)) {
      throw CannotStart.because(
          "没有这个文件，或不能读取：%s", "There is no such file, or it cannot be read: %s", file);
    }
    try {
      ZipFile zip = new ZipFile(file.toFile());
      ZipEntry entry = zip.getEntry(Manifest.NAME);
      if (entry == null || entry.getSize() > MOST_MANIFEST) {
        zip.close();
        throw damaged(file, "no manifest");
      }
      try (InputStream in = zip.getInputStream(entry)) {
        Manifest manifest = JSON.readValue(in, Manifest.class);
        if (manifest.format() == Manifest.FORMAT) return new Archive(file, zip, manifest);
      }
      zip.close();
      throw CannotStart.because(
          "%s 是更新版本程序所做的备份。", "%s was written by a newer release: use that one.", file);
    } catch (ZipException | JacksonException e) {
      throw damaged(file, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw damaged(file, e.toString());
    }
  }

  static boolean isTiles(Manifest.Table table) {
    return table.schema().equals("proof") && table.name().equals("tiles");
  }

  private static CannotStart damaged(Path file, String why) {
    return CannotStart.because("%s 不是完好的备份：%s", "%s is not a whole backup: %s", file, why);
  }

  Manifest manifest() {
    return manifest;
  }

  InputStream read(String part) throws IOException, CannotStart {
    ZipEntry entry = zip.getEntry(part);
    if (entry == null) throw damaged(file, part + " is missing");
    return zip.getInputStream(entry);
  }

  byte[] bytes(String part) throws CannotStart {
    try (InputStream in = read(part)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw damaged(file, e.toString());
    }
  }

  /** The names of the files of evidence in it. */
  List<String> evidence() {
    return Collections.list(zip.entries()).stream()
        .map(ZipEntry::getName)
        .filter(name -> name.startsWith(Manifest.EVIDENCE))
        .toList();
  }

  /**
   * Reads everything in it and compares it with what the manifest says, and the public log with its
   * own checkpoint.
   */
  void check() throws CannotStart {
    try {
      Map<String, Long> lines = new HashMap<>();
      for (Manifest.Part part : manifest.parts()) {
        Digesting read = readThrough(part.name());
        lines.put(part.name(), read.lines());
        if (!read.part(part.name()).equals(part)) throw damaged(file, part.name() + " differs");
      }
      for (Manifest.Table table : manifest.tables()) {
        if (!Long.valueOf(table.rows()).equals(lines.get(table.part()))) {
          throw damaged(file, table.part() + " has another number of rows");
        }
      }
      checkEvidence();
      checkLog();
    } catch (IOException e) {
      throw damaged(file, e.toString());
    }
  }

  private Digesting readThrough(String part) throws IOException, CannotStart {
    Digesting digesting = new Digesting(OutputStream.nullOutputStream());
    try (InputStream in = read(part)) {
      in.transferTo(digesting);
    }
    return digesting;
  }

  private void checkEvidence() throws IOException, CannotStart {
    List<String> names = evidence();
    long files = names.stream().filter(name -> !name.contains(".")).count();
    if (files != manifest.files()) {
      throw damaged(file, "%d files of %d".formatted(files, manifest.files()));
    }
    for (String name : names) {
      String hash = name.substring(name.lastIndexOf('/') + 1);
      if (hash.contains(".") || manifest.differing().contains(hash)) continue;
      if (!readThrough(name).hex().equals(hash)) throw damaged(file, name + " differs");
    }
  }

  /** The tree is built anew from its leaves: whatever the disk or a hand did shows. */
  private void checkLog() throws IOException, CannotStart {
    Manifest.Log log = manifest.log();
    if (log == null) return;
    Manifest.Table tiles =
        manifest.tables().stream().filter(Archive::isTiles).findFirst().orElseThrow();
    TreeBuilder tree = TreeBuilder.empty();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(read(tiles.part()), StandardCharsets.UTF_8))) {
      int level = tiles.columns().indexOf("level");
      int bytes = tiles.columns().indexOf("bytes");
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] row = line.split("\t", -1);
        if (row[level].equals("0")) tree.append(leaves(row[bytes], log.size() - tree.size()));
      }
    }
    String root = Base64.getEncoder().encodeToString(tree.root());
    if (tree.size() != log.size() || !root.equals(log.root())) {
      throw damaged(file, "the public log is not the one its state tells of");
    }
    try {
      Checkpoint signed = Checkpoint.parse(SignedNote.parse(log.checkpoint()).text());
      if (!signed.sameTree(new Checkpoint(log.origin(), tree.size(), tree.root()))) {
        throw damaged(file, "the checkpoint was signed for another tree");
      }
    } catch (Malformed e) {
      throw damaged(file, "the checkpoint: " + e.reason().en());
    }
  }

  /** A tile may hold leaves of a batch that was never signed. */
  private static List<byte[]> leaves(String hex, long most) {
    byte[] bytes = HexFormat.of().parseHex(hex.substring(hex.indexOf('x') + 1));
    List<byte[]> leaves = new ArrayList<>();
    for (int at = 0; at < bytes.length && leaves.size() < most; at += TreeHash.SIZE) {
      leaves.add(Arrays.copyOfRange(bytes, at, at + TreeHash.SIZE));
    }
    return leaves;
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      // it was only read
    }
  }
}
