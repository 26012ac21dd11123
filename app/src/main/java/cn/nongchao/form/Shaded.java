package cn.nongchao.form;

/** A row of a list that is to catch the eye. */
public interface Shaded {

  /** Class of the row in {@code nongchao.css}; empty for a row like any other. */
  String shade();
}
