package cn.nongchao.loop;

/**
 * Where loops of one kind have their page; the kind's module offers one as a bean. Kinds without it
 * are shown at {@code /loops/{id}}.
 *
 * @param path with {@code {id}} in it, like {@code /events/{id}}
 */
public record LoopPage(String kind, String path) {}
