package cn.nongchao.loop;

import cn.nongchao.platform.Text;
import java.util.Map;

/**
 * What the facts of a kind's moves are called on a page. Keys without a word are not shown: they
 * serve programs. A kind without such a bean has its facts shown as they are stored.
 *
 * @param kind of loop
 * @param labels by key
 * @param values of keys whose values are constants, by key and constant
 */
public record FactWords(
    String kind, Map<String, Text> labels, Map<String, Map<String, Text>> values) {

  public FactWords {
    labels = Map.copyOf(labels);
    values = Map.copyOf(values);
  }
}
