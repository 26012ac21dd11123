package cn.nongchao.form;

/** Whoever sends a form or asks for a list; the module that knows persons says who that is. */
public interface Caller {}
