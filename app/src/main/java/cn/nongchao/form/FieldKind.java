package cn.nongchao.form;

import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.Text;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A kind of field: one widget, one reading, one way of being said. A module that needs another one
 * offers it as a bean; it goes before the kit's own.
 *
 * @param <T> of the values
 */
public interface FieldKind<T> {

  /** Whether it serves a field; by its type, unless an annotation of the module's own says so. */
  boolean serves(FormField field);

  /** Reads one value from text as typed, stripped and never empty; a refusal names no field. */
  Outcome<T> read(String text, FormField field);

  /** As it is sent, kept and read back; {@link #read} gives the same value for it. */
  String write(T value);

  /** In words. */
  default Text say(T value) {
    return Text.same(write(value));
  }

  /** Many in words at once, so that a list asks for names once. */
  default Map<T, Text> say(Collection<T> values) {
    Map<T, Text> said = new LinkedHashMap<>();
    values.forEach(value -> said.put(value, say(value)));
    return said;
  }

  /**
   * Why this value may not be chosen by this caller now: what comes from outside is somebody else's
   * until proven. Asked within the transaction of the write.
   */
  default @Nullable Refusal refuse(T value, FormField field, Asking asking) {
    return null;
  }

  /** Why this caller may not leave the field out though others may; null where they may. */
  default @Nullable Refusal missing(FormField field, Asking asking) {
    return null;
  }

  /** The values to choose from; null where it is typed. */
  default @Nullable List<Choice> choices(FormField field, Asking asking) {
    return null;
  }

  /**
   * What is meant by words typed where nothing could be chosen, as on a page without script: the
   * value so called, as it is sent; or a refusal that says how to go on.
   */
  default Outcome<String> meant(String text, FormField field, Asking asking) {
    return Outcome.done(text);
  }

  /** Template of the widget, below {@code src/main/jte}. */
  default String widget(FormField field) {
    return field.isMany() ? "form/choices" : "form/line";
  }

  /** What a widget of a module's own needs beside the values: the files behind ids. */
  default @Nullable Object extra(List<String> values, FormField field, Asking asking) {
    return null;
  }

  /** Attributes of the widget's input beside those that follow from limits. */
  default Map<String, String> attributes(FormField field) {
    return Map.of();
  }

  /** Whether the page carries it without showing it. */
  default boolean isHidden() {
    return false;
  }

  /** What a hidden field holds when the form is shown again with this in it. */
  default String again(String text) {
    return text;
  }

  /** What a hidden field holds on a form nobody has touched. */
  default String fresh() {
    return "";
  }

  /** Type and format in a schema (JSON Schema 2020-12, OpenAPI 3.1), as {@code string uuid}. */
  default String schema() {
    return "string";
  }

  /** The constants a schema lists; empty for none. */
  default List<String> constants(FormField field) {
    return List.of();
  }

  /** Whether it is of what somebody says; a mark of when the form was handed out is not. */
  default boolean isContent() {
    return true;
  }

  /** Whether every character counts, blanks too: nothing is cleaned, empty text is a value. */
  default boolean isRaw() {
    return false;
  }

  /** What a cell of a file says, in the way a form takes it. */
  default String plain(String text, FormField field) {
    return text;
  }

  /**
   * Whether a bare number needs to be told in what it is counted, as the heading of a column may.
   */
  default boolean takesUnit() {
    return false;
  }

  /** Whether people write it in digits, which then may be full-width ones. */
  default boolean isDigits() {
    return false;
  }
}
