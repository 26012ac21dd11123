package cn.nongchao.form;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import jakarta.validation.Validation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.ResolvableType;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import tools.jackson.databind.json.JsonMapper;

/** Sends a form by a page and by a program alike. */
final class Sending {

  static final Forms FORMS =
      new Forms(
          new StaticListableBeanFactory()
              .<FieldKind<?>>getBeanProvider(ResolvableType.forClass(FieldKind.class)),
          Validation.buildDefaultValidatorFactory().getValidator());
  static final JsonMapper JSON = JsonMapper.shared();

  /** Refused, whatever the words. */
  static final String NO = "refused";

  private Sending() {}

  static Outcome<?> page(Class<?> form, Map<String, List<String>> posted) {
    Map<String, String[]> parameters = new LinkedHashMap<>();
    posted.forEach((name, values) -> parameters.put(name, values.toArray(String[]::new)));
    return FORMS.read(form, Given.posted(parameters), Asking.nobody());
  }

  static Outcome<?> json(Class<?> form, String body) {
    try {
      MockHttpServletRequest request = new MockHttpServletRequest("POST", "/");
      request.setContentType("application/json");
      request.setContent(body.getBytes(StandardCharsets.UTF_8));
      return new JsonBodies(JSON)
          .read(request)
          .then(given -> FORMS.read(form, given, Asking.nobody()).map(made -> made));
    } catch (IOException | HttpMediaTypeNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What came of it: the value as it is kept, or the fields refused and why. */
  static String came(Outcome<?> outcome) {
    return switch (outcome) {
      case Outcome.Done<?>(Object made) -> {
        String all = made.toString();
        yield made.getClass().getRecordComponents().length == 1
            ? all.substring(all.indexOf('=') + 1, all.length() - 1)
            : all.substring(all.indexOf('[') + 1, all.length() - 1);
      }
      case Outcome.Refused<?>(List<Refusal> reasons) ->
          reasons.stream()
              .map(r -> r.field() + ": " + r.reason().zh() + " | " + r.reason().en())
              .collect(Collectors.joining("\n"));
    };
  }

  /** One text for the one field of a form, by both doors. */
  static void check(Class<?> form, String typed, String expected) {
    Outcome<?> page = page(form, Map.of("value", List.of(typed)));
    Outcome<?> json = json(form, JSON.writeValueAsString(Map.of("value", typed)));
    String as = form.getSimpleName() + " of “" + Basics.shown(typed) + "”";
    assertThat(came(json)).as(as).isEqualTo(came(page));
    if (expected.equals(NO)) {
      assertThat(page.isDone()).as(as + ": " + came(page)).isFalse();
      assertThat(came(page)).as(as).startsWith("value: ").contains(" | ").hasSizeLessThan(200);
      assertThat(reasons(page)).as(as).allSatisfy(Sending::saidInBothLanguages);
    } else if (expected.startsWith("value: ")) {
      assertThat(came(page)).as(as).contains(expected);
    } else {
      assertThat(came(page)).as(as).isEqualTo(expected);
    }
  }

  private static void saidInBothLanguages(Refusal refusal) {
    assertThat(refusal.reason().zh()).containsPattern("\\p{IsHan}");
    assertThat(refusal.reason().en()).matches("(?s).*[a-z]{2}.*");
  }

  static List<Refusal> reasons(Outcome<?> outcome) {
    return ((Outcome.Refused<?>) outcome).reasons();
  }

  /** The fields that are refused, by a page and by a program. */
  static void refused(
      Class<?> form, Map<String, List<String>> posted, String body, String... fields) {
    refused(page(form, posted), fields);
    refused(json(form, body), fields);
  }

  static void refused(Outcome<?> outcome, String... fields) {
    assertThat(outcome.isDone()).as(came(outcome)).isFalse();
    assertThat(reasons(outcome)).extracting(Refusal::field).containsExactly(fields);
  }

  static Map<String, List<String>> sent(String... pairs) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) all.put(pairs[i], List.of(pairs[i + 1]));
    return all;
  }
}
