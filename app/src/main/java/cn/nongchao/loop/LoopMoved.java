package cn.nongchao.loop;

/**
 * A loop was opened or moved. Published inside the transaction; listen after commit for anything
 * that must not happen if it rolls back.
 */
public record LoopMoved(Loop loop, Entry entry) {}
