package cn.nongchao.cases;

import static cn.nongchao.cases.CasesRoles.DISPATCHER;
import static cn.nongchao.notify.Whom.asked;
import static cn.nongchao.notify.Whom.hands;
import static cn.nongchao.notify.Whom.holders;
import static cn.nongchao.notify.Whom.opener;

import cn.nongchao.cases.EventLife.EventMove;
import cn.nongchao.notify.Word;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What people are told of events. */
@Configuration
class EventNotices {

  @Bean
  Word eventDispatched() {
    return Word.of("event-dispatched", "有事件派给您", "An event was dispatched to you")
        .at(EventLife.KIND, EventMove.DISPATCHED)
        .to(hands())
        .urgently();
  }

  @Bean
  Word eventReturned() {
    return Word.of("event-returned", "事件被退回，请重新派遣", "An event was returned: dispatch it again")
        .at(EventLife.KIND, EventMove.RETURNED)
        .to(holders(DISPATCHER));
  }

  @Bean
  Word eventFailedCheck() {
    return Word.of("event-failed-check", "核查不通过，请重新处置", "An event failed its check: handle it anew")
        .at(EventLife.KIND, EventMove.FAILED)
        .to(hands());
  }

  @Bean
  Word officerAsked() {
    return Word.of("officer-asked", "请确认您是否参与了执法", "Confirm whether you acted")
        .at(EventLife.KIND, EventMove.HANDLED)
        .to(asked());
  }

  @Bean
  Word officerObjected() {
    return Word.of("officer-objected", "有执法人员提出异议", "An officer objected")
        .at(EventLife.KIND, EventMove.OFFICER_OBJECTED)
        .to(hands());
  }

  @Bean
  Word eventAnswered() {
    return Word.of("event-answered", "您上报的事件有了结果", "What you reported has come to an end")
        .at(EventLife.KIND, EventMove.CLOSED, EventMove.DECLINED, EventMove.MERGED)
        .to(opener());
  }

  @Bean
  Word eventReopened() {
    return Word.of("event-reopened", "事件要求重新办理", "An event was reopened")
        .at(EventLife.KIND, EventMove.REOPENED)
        .to(holders(DISPATCHER));
  }

  @Bean
  Word eventRated() {
    return Word.of("event-rated", "您办理的事件收到评价", "An event you handled was rated")
        .at(EventLife.KIND, EventMove.RATED)
        .to(hands());
  }
}
