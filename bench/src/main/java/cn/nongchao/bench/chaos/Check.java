package cn.nongchao.bench.chaos;

import cn.nongchao.bench.chaos.Ledger.Kept;
import cn.nongchao.bench.chaos.Sent.What;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What must hold after each round, asked of the database, the disk and the public log. */
final class Check {

  /** Found so far. */
  record Found(int lost, int doubled, int halfWritten, boolean genuine) {

    Found and(Found other) {
      return new Found(
          lost + other.lost,
          doubled + other.doubled,
          halfWritten + other.halfWritten,
          genuine && other.genuine);
    }

    boolean isClean() {
      return lost + doubled + halfWritten == 0 && genuine;
    }
  }

  private static final int SENT_AGAIN = 25;
  private static final int SEALED_SECONDS = 60;

  /** Versions count from 1 without gaps, and the row stands where its last entry left it. */
  private static final String UNEVEN =
      """
      select count(*) from loop.loops l
      left join lateral (
        select count(*) as entries, max(e.version) as last, min(e.version) as first
        from loop.entries e where e.loop = l.id) n on true
      left join loop.entries e on e.loop = l.id and e.version = l.version
      where n.first is distinct from 1 or n.last <> l.version or n.entries <> l.version
        or e.to_stage is distinct from l.stage
      """;

  private static final String HALF_OPEN =
      """
      select count(*) from (select id from loop.loops where kind = 'event') l
      full join cases.events e on e.id = l.id where l.id is null or e.id is null
      """;

  private static final String UNSEALED =
      """
      select (select count(*) from loop.entries e where not exists
          (select 1 from proof.leaves l where l.subject = e.id and l.source = 'entry'))
        + (select count(*) from proof.records r where not exists
          (select 1 from proof.leaves l where l.subject = r.id and l.source = 'record'))
      """;

  private final Site site;
  private final Ledger ledger;
  private final String origin;
  private final Random random;
  private final Set<Path> whole = new HashSet<>();
  private final HttpClient http = HttpClient.newHttpClient();

  Check(Site site, Ledger ledger, String origin, long seed) {
    this.site = site;
    this.ledger = ledger;
    this.origin = origin;
    this.random = new Random(seed);
  }

  Found all(Writer asking, boolean audit) throws Exception {
    List<Kept> kept = ledger.all();
    Found rows;
    try (Connection database = site.connect()) {
      rows = rows(database, kept);
    }
    sendAgain(asking, kept);
    return rows.and(files(kept)).and(log(audit));
  }

  private Found rows(Connection database, List<Kept> kept) throws SQLException {
    UUID[] entries = ids(kept, false);
    UUID[] files = ids(kept, true);
    UUID[] loops = kept.stream().map(one -> one.sent().loop()).distinct().toArray(UUID[]::new);
    long there = one(database, "select count(*) from loop.entries where id = any(?)", entries);
    long photos = one(database, "select count(*) from loop.evidence where id = any(?)", files);
    long lost = entries.length - there + files.length - photos;
    long doubled =
        one(
            database,
            "select count(*) from loop.entries where loop = any(?) and person is not null"
                + " and id <> all(?)",
            loops,
            entries);
    long uneven = one(database, UNEVEN) + one(database, HALF_OPEN);
    if (lost > 0) ledger.fault(lost + " acknowledged writes are not there");
    if (doubled > 0) ledger.fault(doubled + " entries nobody was told of, or made twice");
    if (uneven > 0) ledger.fault(uneven + " loops are not what their entries say");
    return new Found((int) lost, (int) doubled, (int) uneven, true);
  }

  private static UUID[] ids(List<Kept> kept, boolean files) {
    return kept.stream()
        .map(Kept::sent)
        .filter(sent -> sent.what() == What.FILE == files)
        .map(Sent::id)
        .toArray(UUID[]::new);
  }

  private static long one(Connection database, String sql, UUID[]... params) throws SQLException {
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      for (int i = 0; i < params.length; i++) {
        statement.setArray(i + 1, database.createArrayOf("uuid", params[i]));
      }
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** The last ones, which the round was about, and some of long ago. */
  private void sendAgain(Writer asking, List<Kept> kept) throws Exception {
    List<Kept> some = new ArrayList<>(kept.subList(Math.max(0, kept.size() - 10), kept.size()));
    for (int i = 0; i < SENT_AGAIN && !kept.isEmpty(); i++) {
      some.add(kept.get(random.nextInt(kept.size())));
    }
    for (Kept one : some) {
      String other = asking.again(one);
      if (other != null) {
        ledger.fault("%s gave “%s”, again “%s”".formatted(one.sent(), one.result(), other));
      }
    }
  }

  /** Every file is the one its name says, and there is one for every photo acknowledged. */
  private Found files(List<Kept> kept) throws IOException {
    Map<String, Path> named = new HashMap<>();
    int half = 0;
    try (Stream<Path> all = Files.walk(site.evidence())) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        if (!name.matches("[0-9a-f]{64}")) continue;
        named.put(name, file);
        if (whole.contains(file)) continue;
        if (sha256(file).equals(name)) whole.add(file);
        else half++;
      }
    }
    long gone =
        kept.stream()
            .filter(one -> one.sent().what() == What.FILE)
            .filter(one -> !named.containsKey(one.result().substring(0, 64)))
            .count();
    if (half > 0) ledger.fault(half + " files are not what their names say");
    if (gone > 0) ledger.fault(gone + " photos have no file");
    return new Found((int) gone, 0, half, true);
  }

  private static String sha256(Path file) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Sealing goes on; outsiders find the log genuine and grown from the one of the round before. */
  private Found log(boolean audit) throws Exception {
    List<String> wrong = new ArrayList<>();
    if (!isSealed()) wrong.add("not everything is sealed after %d s".formatted(SEALED_SECONDS));
    Path before = site.scratch("checkpoint");
    Path keys = Files.writeString(site.scratch("log.keys"), get("/log/keys"));
    String now = get("/log/checkpoint");
    Path verifier = site.verifier().orElse(null);
    if (verifier != null) {
      List<String> words = new ArrayList<>(verifierOf(verifier));
      words.addAll(List.of("log", "--url", origin + "/log", "--key", keys.toString()));
      if (Files.exists(before)) words.addAll(List.of("--since", before.toString()));
      wrong.add(Site.failure(words, site.scratch("verify.log")));
    }
    Files.writeString(before, now);
    if (audit) {
      List<String> words = Instance.java(site, "cn.nongchao.Main");
      words.addAll(List.of("log", "audit", "--data", site.data().toString()));
      Path audited = site.scratch("audit.log");
      String failed = Site.failure(words, audited);
      if (!isOfOurOwn(Files.readAllLines(audited))) wrong.add(failed);
    }
    wrong.removeIf(String::isEmpty);
    wrong.forEach(one -> ledger.fault("log: " + one));
    return new Found(0, 0, 0, wrong.isEmpty());
  }

  /** This bench sets grants back and puts alerts aside by hand, which the audit rightly names. */
  private static boolean isOfOurOwn(List<String> audited) {
    return audited.stream()
        .filter(line -> !line.matches("people\\.grants .* is not as it was written"))
        .filter(line -> !line.matches("proof\\.alerts .* is not as it was written"))
        .allMatch(line ->
            line.startsWith("done: ")
                || line.endsWith(" leaves compared")
                || line.contains("using its database")
                || line.startsWith("Starting the database"));
  }

  private static List<String> verifierOf(Path jar) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-jar",
        jar.toString());
  }

  private boolean isSealed() throws SQLException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SEALED_SECONDS);
    while (System.nanoTime() < end) {
      try (Connection database = site.connect()) {
        if (one(database, UNSEALED) == 0) return true;
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    return false;
  }

  /** How many entries the log has now. */
  long logSize() throws IOException, InterruptedException {
    return Long.parseLong(get("/log/checkpoint").lines().toList().get(1));
  }

  /** Waits for an unseen alert; false where none comes. */
  boolean isTold(String kind) throws SQLException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (System.nanoTime() < end) {
      try (Connection database = site.connect();
          PreparedStatement asked =
              database.prepareStatement(
                  "select count(*) from proof.alerts where kind = ? and seen_at is null")) {
        asked.setString(1, kind);
        try (ResultSet row = asked.executeQuery()) {
          row.next();
          if (row.getLong(1) > 0) return true;
        }
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    return false;
  }

  /** All alerts are put aside, so that the next round's are its own. */
  void putAlertsAside() throws SQLException {
    try (Connection database = site.connect();
        PreparedStatement update =
            database.prepareStatement(
                "update proof.alerts set seen_at = now() where seen_at is null")) {
      update.executeUpdate();
    }
  }

  private String get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(origin + path)).build();
    return http.send(request, BodyHandlers.ofString()).body();
  }
}
