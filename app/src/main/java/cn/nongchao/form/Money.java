package cn.nongchao.form;

import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;

/**
 * An amount of money in fen, a hundredth of a yuan: whole, so that nothing is lost in reckoning.
 */
public record Money(@JsonValue long fen) implements Comparable<Money> {

  public static Money yuan(long yuan) {
    return new Money(Math.multiplyExact(yuan, 100));
  }

  public Money plus(Money other) {
    return new Money(Math.addExact(fen, other.fen));
  }

  /** In yuan with two digits, as {@code 1200.50}. */
  @Override
  public String toString() {
    return BigDecimal.valueOf(fen, 2).toPlainString();
  }

  @Override
  public int compareTo(Money other) {
    return Long.compare(fen, other.fen);
  }
}
