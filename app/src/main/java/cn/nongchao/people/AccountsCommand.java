package cn.nongchao.people;

import cn.nongchao.launch.AppSession;
import cn.nongchao.launch.CannotStart;
import cn.nongchao.launch.Console;
import cn.nongchao.launch.DataOptions;
import cn.nongchao.people.access.FactorRecovery;
import cn.nongchao.people.register.PasswordReset;
import cn.nongchao.people.register.PasswordReset.Made;
import cn.nongchao.platform.InTerminal;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code accounts}: the way back in where no administrator is left to open the door. */
@Command(
    name = "accounts",
    description = "Look after accounts at the server's own console.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "WHAT")
public final class AccountsCommand {

  @Spec CommandSpec spec = CommandSpec.create();

  @Command(
      name = "reset-password",
      mixinStandardHelpOptions = true,
      description =
          "Make a new password for an account, to be changed at the first sign-in, and print it."
              + " Its sessions and tokens end. Written to the audit log.")
  int resetPassword(
      @Parameters(paramLabel = "LOGIN", description = "The account, as admin.") String login,
      @Mixin DataOptions data)
      throws CannotStart {
    try (AppSession session = AppSession.open(data)) {
      Outcome<Made> made = session.get(PasswordReset.class).resetAtConsole(login);
      if (made.isDone()) {
        Console.note(
            "新密码只显示这一次，首次登录须修改：", "The new password, shown this once; to be changed at sign-in:");
      }
      return told(made, Made::password);
    }
  }

  @Command(
      name = "end-second-factor",
      mixinStandardHelpOptions = true,
      description =
          "End the second factor of an account whose device is lost, its passkeys with it, where"
              + " there are not two administrators to do it. Its sessions and tokens end. Written"
              + " to the audit log.")
  int endSecondFactor(
      @Parameters(paramLabel = "LOGIN", description = "The account, as admin.") String login,
      @Mixin DataOptions data)
      throws CannotStart {
    try (AppSession session = AppSession.open(data)) {
      Outcome<PersonId> ended =
          session
              .get(PasswordReset.class)
              .account(login)
              .then(session.get(FactorRecovery.class)::atConsole);
      return told(ended, done -> Console.words("已清除第二重验证。", "The second factor is gone."));
    }
  }

  private <T> int told(Outcome<T> outcome, Function<T, String> words) {
    return switch (outcome) {
      case Outcome.Done<T>(T done) -> {
        spec.commandLine().getOut().println(words.apply(done));
        yield 0;
      }
      case Outcome.Refused<T>(List<Refusal> reasons) -> {
        reasons.forEach(reason -> spec.commandLine().getErr().println(InTerminal.line(reason)));
        yield 1;
      }
    };
  }
}
