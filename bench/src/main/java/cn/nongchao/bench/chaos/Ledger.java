package cn.nongchao.bench.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What was acknowledged and with which result; what went wrong. */
final class Ledger {

  /** A write and what it gave. */
  record Kept(Sent sent, String result) {}

  private final Map<UUID, Kept> acknowledged = new ConcurrentHashMap<>();
  private final List<Kept> inOrder = new ArrayList<>();
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();
  private final AtomicInteger cutOff = new AtomicInteger();
  private final AtomicInteger putOff = new AtomicInteger();

  void acknowledge(Sent sent, String result) {
    Kept kept = new Kept(sent, result);
    if (acknowledged.put(sent.id(), kept) == null) {
      synchronized (inOrder) {
        inOrder.add(kept);
      }
    }
  }

  List<Kept> all() {
    synchronized (inOrder) {
      return List.copyOf(inOrder);
    }
  }

  int size() {
    return acknowledged.size();
  }

  /** No answer came: nothing was promised. */
  void cutOff() {
    cutOff.incrementAndGet();
  }

  /** The answer was that it could not be done now. */
  void putOff() {
    putOff.incrementAndGet();
  }

  int cut() {
    return cutOff.get();
  }

  int put() {
    return putOff.get();
  }

  void fault(String what) {
    if (faults.size() < 1000) faults.add(what);
  }

  /** Those since it was asked last. */
  List<String> faults() {
    List<String> found = new ArrayList<>();
    for (String one = faults.poll(); one != null; one = faults.poll()) found.add(one);
    return found;
  }
}
