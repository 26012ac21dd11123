package cn.nongchao.proof.web;

import java.time.Instant;
import java.util.List;

/**
 * The public log as a page.
 *
 * @param address where its files lie
 * @param keys verifier keys, newest first
 * @param sealedAt of the last batch
 */
public record LogPage(
    String origin,
    String address,
    long size,
    Instant sealedAt,
    String checkpoint,
    List<String> keys) {

  public LogPage {
    keys = List.copyOf(keys);
  }
}
