package cn.nongchao.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.RunningApp;
import cn.nongchao.Visitor;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What anybody may ask for costs its seconds once. */
class DescribedOnceTest {

  @Test
  void theDescriptionIsMadeOnceAndBytesFromThenOn() throws IOException {
    String asked = Visitor.anonymous().get("/openapi.json?lang=en").body();
    byte[] made = RunningApp.bean(DescribedOnce.class).made();
    assertThat(asked).contains("\"/api/v1/events\"", "\"title\":\"弄潮 Nongchao\"");
    assertThat(Visitor.anonymous().saying("Accept-Language", "fr").get("/openapi.json").body())
        .isEqualTo(asked);
    assertThat(RunningApp.bean(DescribedOnce.class).made()).isSameAs(made);
  }

  @Test
  void andInNoOtherFormThatWouldBeMadeAnew() {
    for (String other : new String[] {"/openapi.json.yaml", "/openapi.yaml", "/openapi.json/a"}) {
      assertThat(Visitor.anonymous().get(other).status()).as(other).isEqualTo(404);
    }
  }
}
