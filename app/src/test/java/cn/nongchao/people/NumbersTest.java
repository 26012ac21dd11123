package cn.nongchao.people;

import static org.assertj.core.api.Assertions.assertThat;

import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Credit codes (GB 32100-2015), identity numbers (GB 11643) and phones: right ones and wrong. */
class NumbersTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

  @ParameterizedTest
  @CsvSource({
    // issued codes
    "91350100M000100Y43, right",
    "914403003429409755, right",
    "914403006990676707, right",
    "91440300L83341734R, right",
    "91440300l83341734r, right",
    "9144 0300 3429 409755, right",
    "91350100M000100Y44, check character",
    "91350100M000100Y34, check character",
    "91350100M000100Y4, 18 characters",
    "91350100M000100Y433, 18 characters",
    "9135O100M000100Y43, not allowed",
    "91350100I000100Y43, not allowed",
    "91350A00M000100Y43, digits",
    "'', 18 characters",
  })
  void creditCode(String code, String expected) {
    check(CreditCode.read(code), expected);
  }

  /** Where the weighted sum is a multiple of 31 the check character is 0: codes often miss it. */
  @Test
  void aSumDivisibleBy31EndsInZero() {
    List<String> ends =
        IntStream.range(0, 31)
            .mapToObj(i -> "9133010000000000" + "0123456789ABCDEFGHJKLMNPQRTUWXY".charAt(i))
            .map(CreditCode::complete)
            .toList();
    assertThat(ends).anyMatch(code -> code.endsWith("0"));
    assertThat(ends.stream().map(code -> code.charAt(17)).distinct()).hasSize(31);
    ends.forEach(code -> check(CreditCode.read(code), "right"));
  }

  @ParameterizedTest
  @CsvSource({
    "11010519491231002X, right",
    "11010519491231002x, right",
    "110105194912310021, check character",
    "110105491231002, 15-digit",
    "1101051949123100, 18 characters",
    "11010519491331002X, does not exist",
    "11010519490229002X, does not exist",
    "11010520991231002X, not plausible",
    "01010519491231002X, no province",
    "1101051949123100XX, 17 digits",
  })
  void nationalId(String number, String expected) {
    check(NationalId.read(number, TODAY), expected);
  }

  @ParameterizedTest
  @CsvSource({
    "13812341234, right",
    "+86 138-1234-1234, right",
    "0571-82981234, right",
    "（0571）82981234, right",
    "12812341234, 11 digits",
    "1381234123, 11 digits",
    "82981234, 11 digits",
    "abc, 11 digits",
  })
  void phone(String phone, String expected) {
    check(Phone.read(phone), expected);
  }

  @ParameterizedTest
  @CsvSource({"13812341234, 138****1234", "057182981234, 057****1234", "'', ''", "110, ****"})
  void maskedPhone(String phone, String expected) {
    assertThat(Masks.phone(phone)).isEqualTo(expected);
  }

  @Test
  void anIdentityNumberIsMaskedEvenWhenPrinted() {
    NationalId id = NationalId.read("11010519491231002X", TODAY).orThrow();
    assertThat(id).hasToString("11************002X");
  }

  /** “right”, or words of the English reason; every refusal has a field and a Chinese reason. */
  private static <T> void check(Outcome<T> outcome, String expected) {
    switch (outcome) {
      case Outcome.Done<T> done -> assertThat("right").isEqualTo(expected);
      case Outcome.Refused<T>(List<Refusal> reasons) -> {
        assertThat(reasons.getFirst().reason().en()).contains(expected);
        assertThat(reasons.getFirst().field()).isNotNull();
        assertThat(reasons.getFirst().reason().zh()).isNotBlank();
      }
    }
  }
}
