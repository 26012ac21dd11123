package cn.nongchao.proof;

import cn.nongchao.launch.AppSession;
import cn.nongchao.launch.CannotStart;
import cn.nongchao.launch.DataOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code log}: what is done to the public log by hand (docs/operating.md, Keys). */
@Command(
    name = "log",
    description = "Look after the public log.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "WHAT")
public final class LogCommand {

  @Command(
      name = "rotate-key",
      mixinStandardHelpOptions = true,
      description =
          "Make a key that signs checkpoints from now on; those before go on signing beside it."
              + " Prints the new verifier key.")
  int rotateKey(@Mixin DataOptions data) throws CannotStart {
    try (AppSession session = AppSession.open(data)) {
      Sealer sealer = session.get(Sealer.class);
      sealer.found();
      System.out.println(sealer.rotateKey());
    }
    return 0;
  }
}
