package cn.nongchao.proof;

import cn.nongchao.launch.AppSession;
import cn.nongchao.launch.CannotStart;
import cn.nongchao.launch.DataOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code codes}: what is done to the codes of acts by hand (docs/operating.md, Keys). */
@Command(
    name = "codes",
    description = "Look after the codes of administrative acts.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "WHAT")
public final class CodesCommand {

  @Command(
      name = "rotate-key",
      mixinStandardHelpOptions = true,
      description =
          "Make a key that signs codes from now on; what those before signed stays genuine."
              + " Prints all public keys, the new one first.")
  int rotateKey(@Mixin DataOptions data) throws CannotStart {
    try (AppSession session = AppSession.open(data)) {
      session.refuseInCopy();
      Codes codes = session.get(Codes.class);
      codes.rotateKey();
      System.out.print(codes.keys());
    }
    return 0;
  }
}
