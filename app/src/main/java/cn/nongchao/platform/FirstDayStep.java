package cn.nongchao.platform;

import java.util.Set;

/**
 * Something the command {@code init} does from a file, as a person does it on the page “开始使用”. Each
 * module declares its own as a bean. Whole or not at all; the same again changes nothing.
 */
public interface FirstDayStep {

  /** Where it stands among the others. */
  int order();

  Text title();

  /** Names in the file that it reads; those that end with a dot are the beginnings of names. */
  Set<String> names();

  /** Whether the file asks for it. */
  default boolean isAsked(FirstDayFile file) {
    return names().stream().anyMatch(file::says);
  }

  /** Does it within a transaction that ends with it; told in words. */
  Outcome<Text> take(FirstDayFile file);
}
