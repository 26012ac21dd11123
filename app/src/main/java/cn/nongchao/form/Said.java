package cn.nongchao.form;

import cn.nongchao.platform.Text;

/** One field of a record in words, as a timeline, a print or a receipt says it. */
public record Said(String name, Text label, Text value) {}
