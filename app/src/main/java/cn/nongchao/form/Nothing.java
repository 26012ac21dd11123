package cn.nongchao.form;

/** The form of a write that asks for nothing, or the answer of one that has nothing to tell. */
public record Nothing() {}
