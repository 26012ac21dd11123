package cn.nongchao.notify;

import static cn.nongchao.notify.Whom.hands;
import static cn.nongchao.notify.Whom.holders;
import static cn.nongchao.notify.Whom.turn;

import cn.nongchao.loop.LoopRoles;
import cn.nongchao.loop.Move;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is told of every kind of loop, and of papers that run out. */
@Configuration
class GeneralWords {

  static final String LICENCE_ENDING = "licence-ending";

  @Bean
  Word deadlineNear() {
    return Word.of("deadline-near", "即将到期，请抓紧办理", "A deadline is near")
        .before(Word.EVERY, Duration.ofHours(1))
        .to(turn());
  }

  @Bean
  Word deadlineOver() {
    return Word.of("deadline-over", "已超期，升级督办", "A deadline has passed")
        .at(Word.EVERY, Move.Common.ESCALATED)
        .to(turn(), holders(LoopRoles.SUPERVISOR));
  }

  @Bean
  Word workHandedOver() {
    return Word.of("work-handed-over", "有事项移交给您", "Work was handed over to you")
        .at(Word.EVERY, Move.Common.HANDED_OVER)
        .to(hands());
  }

  @Bean
  Word licenceEnding() {
    return Word.of(LICENCE_ENDING, "您的证件将在 30 天内到期", "A paper of yours ends within 30 days");
  }
}
