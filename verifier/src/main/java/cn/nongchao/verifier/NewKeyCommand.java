package cn.nongchao.verifier;

import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.Reason;
import cn.nongchao.seal.Verdict;
import cn.nongchao.seal.note.Cosignature;
import cn.nongchao.seal.note.Ed25519;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "new-key", header = "生成见证人密钥 · Make a key for a witness")
final class NewKeyCommand extends CheckCommand {
  @Parameters(
      paramLabel = "NAME",
      description = {"见证人名称，如 witness.example/hezhuang", "name, like witness.example/hezhuang"})
  private String name = "";

  @Option(
      names = "--key-file",
      required = true,
      paramLabel = "FILE",
      description = {"写入私钥的新文件", "new file for the private key"})
  private Path file = Path.of("");

  NewKeyCommand(Shell shell) {
    super(shell);
  }

  @Override
  Report check() throws Unreadable {
    byte[] seed = new byte[Ed25519.KEY_BYTES];
    new SecureRandom().nextBytes(seed);
    try {
      String secret = Cosignature.formatKey(name, seed);
      String key = Cosignature.verifierKey(name, Ed25519.fromSeed(seed)).toString();
      write(secret + "\n");
      return Report.of(
          new Verdict.Genuine(
              List.of(
                  new Reason("私钥写入 " + file + "，请妥善保管", "private key written to " + file),
                  new Reason("公钥 " + key, "public key " + key))),
          Map.of("kind", "key", "key", key));
    } catch (Malformed e) {
      throw new Unreadable("名称不可用：" + e.reason().zh(), "bad name: " + e.reason().en());
    } catch (IOException e) {
      throw new Unreadable("不能新建 " + file + "：" + e, "cannot create " + file + ": " + e);
    }
  }

  /** Readable by its owner alone from the first moment; never over an existing file. */
  private void write(String secret) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } else {
      Files.createFile(file);
    }
    Files.writeString(file, secret, StandardOpenOption.WRITE);
  }
}
