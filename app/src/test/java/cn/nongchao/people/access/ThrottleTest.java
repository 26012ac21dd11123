package cn.nongchao.people.access;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Cast;
import cn.nongchao.Visitor;
import cn.nongchao.Visitor.Answer;
import cn.nongchao.cases.CasesRoles;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.limit.Worker;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Guessing passwords is slowed down, and nobody is locked out by somebody else's guesses. */
class ThrottleTest {

  private static final AtomicInteger NETWORKS = new AtomicInteger();

  private final Cast.Member member = Cast.newcomer(CasesRoles.CLERK);
  private final String here = address();

  private static String address() {
    return "192.0.2." + NETWORKS.incrementAndGet();
  }

  private static Visitor at(String address) {
    return Visitor.anonymous().saying("X-Forwarded-For", address);
  }

  private Answer tries(Visitor visitor, String password) {
    return tries(visitor, member.login(), password);
  }

  private static Answer tries(Visitor visitor, String login, String password) {
    return visitor.post("/sign-in", Map.of("login", login, "password", password));
  }

  private static void works(Visitor visitor, Answer refused) {
    visitor.saying(
        "Nongchao-Work", Worker.solve(Objects.requireNonNull(refused.header("nongchao-work"))));
  }

  /** From everywhere, as far as an account has free attempts. */
  private void strangersGuess() {
    for (int i = 0; i < 5; i++) {
      assertThat(tries(at(address()), "guess " + i).status()).isEqualTo(401);
    }
    assertThat(tries(at(address()), "guess").status()).isEqualTo(429);
  }

  @Test
  void guessesFromEverywhereCountTogetherAndTheAnswerSaysWhen() {
    strangersGuess();
    Answer refused = tries(at(here), Cast.PASSWORD);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.body()).contains("失败次数过多", "分钟后再试", member.login());
    assertThat(Integer.parseInt(Objects.requireNonNull(refused.header("retry-after"))))
        .isBetween(60, 182);
  }

  @Test
  void aNameWrittenOtherwiseIsTheSameAccount() {
    for (String login : new String[] {" %s", "%s ", "%S", "%s"}) {
      assertThat(tries(at(address()), login.formatted(member.login()), "guess").status())
          .isEqualTo(401);
    }
    assertThat(tries(at(address()), "guess").status()).isEqualTo(401);
    assertThat(tries(at(address()), "guess").status()).isEqualTo(429);
  }

  @Test
  void strangersCannotLockOutADeviceThatIsKnown() {
    Visitor own = at(here);
    assertThat(tries(own, Cast.PASSWORD).sendsTo("/")).isTrue();
    assertThat(own.cookies()).containsKey("nc_device");
    own.cookies().remove("nc_session");
    strangersGuess();
    assertThat(tries(own, "a slip").status()).isEqualTo(401);
    assertThat(tries(own, Cast.PASSWORD).sendsTo("/")).isTrue();
  }

  @Test
  void aKnownDeviceCannotGuessWithoutEnd() {
    Visitor own = at(here);
    assertThat(tries(own, Cast.PASSWORD).sendsTo("/")).isTrue();
    own.cookies().remove("nc_session");
    for (int i = 0; i < 5; i++) assertThat(tries(own, "guess " + i).status()).isEqualTo(401);
    assertThat(tries(own, Cast.PASSWORD).status()).isEqualTo(429);
  }

  @Test
  void aDeviceKnownForOneAccountIsAStrangerToAnother() {
    Visitor thief = at(here);
    Cast.Member other = Cast.newcomer(CasesRoles.CLERK);
    assertThat(tries(thief, other.login(), Cast.PASSWORD).sendsTo("/")).isTrue();
    thief.cookies().remove("nc_session");
    strangersGuess();
    assertThat(tries(thief, "guess").status()).isEqualTo(429);
  }

  @Test
  void onANewDeviceWorkLetsTheOwnerIn() {
    strangersGuess();
    Visitor own = at(here);
    works(own, tries(own, Cast.PASSWORD));
    assertThat(tries(own, Cast.PASSWORD).sendsTo("/")).isTrue();
  }

  @Test
  void workDoesNotMakeAWrongPasswordRight() {
    strangersGuess();
    Visitor thief = at(here);
    works(thief, tries(thief, "guess"));
    assertThat(tries(thief, "guess").status()).isEqualTo(401);
    assertThat(tries(thief, "guess").status()).as("once").isEqualTo(429);
  }

  @Test
  void manyNamesFromOneAddressDoNotLockOutTheOffice() {
    Visitor colleague = at(here);
    assertThat(tries(colleague, Cast.PASSWORD).sendsTo("/")).isTrue();
    colleague.cookies().remove("nc_session");
    Visitor guessing = at(here);
    for (int i = 0; i < 40; i++) {
      assertThat(tries(guessing, "nobody-" + Ids.next(), "guess").status()).isEqualTo(401);
    }
    assertThat(tries(guessing, "nobody-" + Ids.next(), "guess").status()).isEqualTo(429);
    assertThat(tries(colleague, Cast.PASSWORD).sendsTo("/")).isTrue();
    Visitor newDevice = at(here);
    works(newDevice, tries(newDevice, Cast.PASSWORD));
    assertThat(tries(newDevice, Cast.PASSWORD).sendsTo("/")).isTrue();
  }

  @Test
  void theRightPasswordForgives() {
    for (int i = 0; i < 4; i++) tries(at(here), "guess");
    assertThat(tries(at(here), Cast.PASSWORD).sendsTo("/")).isTrue();
    for (int i = 0; i < 5; i++) assertThat(tries(at(here), "guess").status()).isEqualTo(401);
    assertThat(tries(at(here), "guess").status()).isEqualTo(429);
  }

  @Test
  void anAccountThatIsNotThereIsBrakedAsOneThatIs() {
    String nobody = "nobody-" + Ids.next();
    for (int i = 0; i < 5; i++) {
      assertThat(tries(at(address()), nobody, "guess").status()).isEqualTo(401);
    }
    assertThat(tries(at(address()), nobody, "guess").status()).isEqualTo(429);
  }
}
