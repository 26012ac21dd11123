package cn.nongchao.loop;

import cn.nongchao.platform.Outcome;

/**
 * What a move does beyond moving: a facade's method that makes the move itself, with whatever it
 * writes besides, in the transaction that is open.
 *
 * @param <R> what the move carries
 */
@FunctionalInterface
public interface Performs<R> {
  Outcome<Loop> perform(Step step, R carried, Actor actor);
}
