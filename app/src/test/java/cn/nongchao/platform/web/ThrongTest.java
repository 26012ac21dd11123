package cn.nongchao.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.Program;
import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import cn.nongchao.Visitor.Answer;
import cn.nongchao.platform.web.Throng.Room;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** More at once than can be served. */
class ThrongTest {

  @Test
  void soManyAreInWorkSomeWaitAndTheRestIsSentAwayAtOnce() {
    Room room = new Room(2, 1, Duration.ofDays(1));
    assertThat(room.enter()).isTrue();
    assertThat(room.enter()).isTrue();
    CompletableFuture<Boolean> waits = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> waits.complete(room.enter()));
    while (room.waiting() < 1) Thread.onSpinWait();
    assertThat(room.enter()).as("it does not wait for a day").isFalse();
    room.leave();
    assertThat(waits.join()).as("who waited goes before who comes").isTrue();
    assertThat(room.free()).isZero();
  }

  @Test
  void whoeverComesBackToWhatTheyBeganNeedNotWait() {
    Room room = new Room(1, 0, Duration.ofDays(1));
    assertThat(room.enter()).isTrue();
    room.leave();
    assertThat(room.enter()).isTrue();
    room.comeBack();
    assertThat(room.free()).isEqualTo(-1);
    room.leave();
    assertThat(room.enter()).as("there is one too many yet").isFalse();
    room.leave();
    assertThat(room.enter()).isTrue();
  }

  @Test
  void whoeverIsSentAwayIsToldInWordsWhenToComeAgain() throws IOException {
    Room room = RunningApp.bean(Throng.class).room();
    int taken = 0;
    while (room.free() > 0 && room.enter()) taken++;
    try {
      Answer page = Visitor.anonymous().saying("Accept-Language", "zh").get("/sign-in");
      assertThat(page.status()).isEqualTo(503);
      assertThat(page.header("retry-after")).isEqualTo("10");
      assertThat(page.body()).contains("系统繁忙，请稍后再试", "弄潮");
      Answer program = Program.nobody("203.0.113.90").get("/api/v1/figures");
      Program.problem(program, 503, "busy");
      assertThat(program.header("retry-after")).isEqualTo("10");
      assertThat(Visitor.anonymous().get("/static/css/nongchao.css").status()).isEqualTo(200);
    } finally {
      for (int i = 0; i < taken; i++) room.leave();
    }
    assertThat(Visitor.anonymous().get("/sign-in").status()).isEqualTo(200);
  }

  /** Or a few hundred lines that say a byte a second would keep everybody out. */
  @Test
  void whoSaysNothingYetKeepsNoPlace() throws IOException {
    Room room = RunningApp.bean(Throng.class).room();
    int free = room.free();
    try (Socket line = new Socket("localhost", URI.create(RunningApp.url("/")).getPort())) {
      String head =
          "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type:"
              + " application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nname=";
      line.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      line.getOutputStream().flush();
      while (room.outside() < 1) Thread.onSpinWait();
      assertThat(room.free()).isEqualTo(free);
    }
  }
}
