package cn.nongchao.repair;

import static cn.nongchao.notify.Whom.hands;
import static cn.nongchao.notify.Whom.opener;
import static cn.nongchao.notify.Whom.turn;

import cn.nongchao.loop.Move;
import cn.nongchao.notify.Word;
import cn.nongchao.repair.RepairLife.RepairMove;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What people are told of repairs. */
@Configuration
class RepairNotices {

  @Bean
  Word repairOrdered() {
    return Word.of("repair-ordered", "有整改要求，请按期整改", "Something is to be mended by you")
        .at(RepairLife.KIND, Move.Common.OPENED, RepairMove.RETURNED)
        .to(hands());
  }

  @Bean
  Word repairAnswered() {
    return Word.of("repair-answered", "整改已完成，请复查", "A repair is mended: check it")
        .at(RepairLife.KIND, RepairMove.REPAIRED)
        .to(opener());
  }

  @Bean
  Word repairNear() {
    return Word.of("repair-near", "整改期限将到", "A repair is due soon")
        .before(RepairLife.KIND, Duration.ofDays(1))
        .to(turn());
  }
}
