package cn.nongchao.form;

/**
 * Where a field's values are sought that are too many for a list.
 *
 * @param address answers {@code q} with what this caller may choose
 * @param said what the field holds, in words; empty for nothing
 */
public record Seek(String address, String said) {}
