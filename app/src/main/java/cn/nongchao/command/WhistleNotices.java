package cn.nongchao.command;

import static cn.nongchao.notify.Whom.hands;
import static cn.nongchao.notify.Whom.opener;

import cn.nongchao.command.WhistleLife.WhistleMove;
import cn.nongchao.loop.Move;
import cn.nongchao.notify.Word;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What people are told of whistles. */
@Configuration
class WhistleNotices {

  @Bean
  Word whistleCalled() {
    return Word.of("whistle-called", "街道吹哨，请到现场报到", "You are whistled for: report in on site")
        .at(WhistleLife.KIND, Move.Common.OPENED, WhistleMove.SENT_BACK)
        .to(hands())
        .urgently();
  }

  @Bean
  Word whistleNear() {
    return Word.of("whistle-near", "吹哨报到即将超时", "Little time is left to report in")
        .before(WhistleLife.KIND, Duration.ofMinutes(10))
        .to(hands())
        .urgently();
  }

  @Bean
  Word whistleDone() {
    return Word.of("whistle-done", "您吹哨的任务已完成", "What you whistled for is done")
        .at(WhistleLife.KIND, WhistleMove.WORK_DONE)
        .to(opener());
  }
}
