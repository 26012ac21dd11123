package cn.nongchao.proof;

import static cn.nongchao.launch.Console.words;

import cn.nongchao.launch.AppSession;
import cn.nongchao.launch.CannotStart;
import cn.nongchao.launch.DataOptions;
import cn.nongchao.platform.InTerminal;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code import networks}: which city a network lies in (docs/operating.md, Cities of scans). */
@Command(
    name = "networks",
    description =
        "Take in which city a network lies in (lines of network,division code), in place of what"
            + " was known; scans of a code from two cities within an hour are then noticed.",
    mixinStandardHelpOptions = true)
public final class ImportNetworks implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "CSV file, UTF-8: 60.177.0.0/16,330100")
  @Nullable Path file;

  @Mixin DataOptions data = new DataOptions();

  @Override
  public Integer call() throws CannotStart {
    List<String> lines;
    try {
      lines = Files.readAllLines(Objects.requireNonNull(file));
    } catch (IOException e) {
      System.err.println(
          words("无法读取（应为 UTF-8 文本）：%s", "Cannot read, UTF-8 text is expected: %s", file));
      return 1;
    }
    try (AppSession session = AppSession.open(data)) {
      return switch (session.get(Networks.class).replace(lines)) {
        case Outcome.Done<Integer>(Integer count) -> {
          System.out.println(words("%d 个网段", "%d networks", count));
          yield 0;
        }
        case Outcome.Refused<Integer>(List<Refusal> reasons) -> {
          for (Refusal reason : reasons) {
            System.err.println(InTerminal.line(reason));
          }
          yield 1;
        }
      };
    }
  }
}
