package cn.nongchao.upkeep;

import cn.nongchao.people.Audit;
import cn.nongchao.platform.Settings;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Writes down that a copy took the place of its original: whoever has both can see when. */
@Component
@ConditionalOnProperty(name = "nongchao.taken-over", havingValue = "true")
class TakenOver {

  private final Audit audit;
  private final Settings settings;

  TakenOver(Audit audit, Settings settings) {
    this.audit = audit;
    this.settings = settings;
  }

  @EventListener(ApplicationReadyEvent.class)
  void record() {
    Map<String, String> what = Map.of("what", settings.data().toString());
    audit.record("copy-took-over", null, "installation", what);
  }
}
