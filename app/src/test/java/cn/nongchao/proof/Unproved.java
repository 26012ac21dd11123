package cn.nongchao.proof;

import static java.util.Map.entry;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Columns that carry no proof, each with the reason. What stands here is said in SECURITY.md. */
final class Unproved {

  private Unproved() {}

  private static final String WAY_IN = "a way in, shown to nobody: whoever writes one gets in";
  private static final String PASSING = "of use for a while, shown as nothing";
  private static final String ORDER = "the order in which it is sealed, not what is";
  private static final String REPORTER = "of the reporter, whose data has an exit";

  /** Whole tables. */
  private static final Map<String, String> TABLES =
      Map.ofEntries(
          entry("platform.installation", "settled by the first start, shown nowhere"),
          entry("platform.demo_steps", PASSING),
          entry("platform.counts", PASSING),
          entry("platform.work", PASSING),
          entry("form.sent", PASSING),
          entry("people.sessions", WAY_IN),
          entry("people.api_tokens", WAY_IN),
          entry("people.second_factors", WAY_IN),
          entry("people.recovery_codes", WAY_IN),
          entry("people.passkeys", WAY_IN),
          entry("people.passkey_challenges", PASSING),
          entry("people.factor_recoveries", WAY_IN),
          entry("people.map_starts", "where a map opens: a choice, shown as no fact"),
          entry("people.served", "where reports are taken in: a choice, shown as no fact"),
          entry("people.imported_units", "which units nobody has looked at yet: orders a choice"),
          entry("people.key_check", "checked against the key at every start"),
          entry("people.imports", PASSING),
          entry("people.import_writing", PASSING),
          entry("people.import_columns", "what a column of a file was taken for the last time"),
          entry("loop.erased_rows", "under a key outside: where one differs, its loop is named"),
          entry("loop.adrift", "reckoned anew every minute from what is kept"),
          entry("loop.parties", "who may read a loop, not what they read"),
          entry("notify.positions", "how far was told of: it is kept what was"),
          entry("notify.notices", "that somebody was told, not what of: that has its entry"),
          entry("notify.ways", "where word goes: sealed under a key outside, shown masked"),
          entry("notify.preferences", "how somebody wishes to be told: a choice, shown as no fact"),
          entry("notify.sendings", PASSING),
          entry("notify.push_key", "sealed under a key outside; browsers know its other half"),
          entry("proof.positions", "how far was sealed: what was left out is named"),
          entry("proof.scans", "counted, not proved: anybody scans as often as they like"),
          entry("proof.networks", "a file of others, read in again at any time"),
          entry("proof.witnessed", "signed by witnesses, whom whoever reads it checks"));

  private static final String SOUGHT = "what it is found by, follows from its name";

  /** Columns of a table, and why. */
  private static final Map<String, Map<String, String>> COLUMNS =
      Map.ofEntries(
          entry(
              "loop.entries",
              Map.of("seq txid", ORDER, "erased_at", "its sealed record says when")),
          entry("people.audit", Map.of("seq txid", ORDER)),
          entry("people.ledger", Map.of("seq txid", ORDER)),
          entry(
              "proof.records",
              Map.of("seq txid", ORDER, "at", "shown nowhere; what it says has a time of its own")),
          entry(
              "proof.log_state",
              Map.of(
                  "one trial",
                  "there is one row; whether it was begun in a trial",
                  "sealed_at",
                  "the checkpoint says when it was signed")),
          entry(
              "proof.tiles",
              Map.of(
                  "width",
                  "the tree's size says how much of a tile is read; what is behind is not")),
          entry("proof.set_aside", Map.of("at sealed_at", "shown nowhere")),
          entry("people.divisions", Map.of("sought", SOUGHT)),
          entry("people.persons", Map.of("sought sort_key", SOUGHT)),
          entry("people.organisations", Map.of("sought sort_key", SOUGHT)),
          entry(
              "cases.events",
              Map.of("reporter phone phone_digest call_back tracking_digest", REPORTER)));

  static boolean isListed(String table, String column) {
    if (TABLES.containsKey(table)) return true;
    return COLUMNS.getOrDefault(table, Map.of()).keySet().stream()
        .map(columns -> Arrays.asList(columns.split(" ")))
        .anyMatch((List<String> columns) -> columns.contains(column));
  }
}
