package cn.nongchao.proof;

import cn.nongchao.proof.LogStore.State;
import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.note.Cosignature;
import cn.nongchao.seal.note.NoteVerifier;
import cn.nongchao.seal.note.SignatureLine;
import cn.nongchao.seal.note.SignedNote;
import cn.nongchao.seal.note.VerifierKey;
import cn.nongchao.seal.tlog.AddCheckpoint;
import cn.nongchao.seal.tlog.TileTree;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Brings checkpoints to witnesses (c2sp.org/tlog-witness) and keeps what they cosigned, off the
 * sealer's path: a witness that is away delays nothing. A witness that finds us inconsistent is an
 * alert, since then either it or we are not what we should be.
 */
@Component
@EnableConfigurationProperties(Witnesses.Choice.class)
class Witnesses {

  /**
   * {@code nongchao.log.*}.
   *
   * @param witnesses each an address to which {@code /add-checkpoint} is added, a space, and the
   *     witness's verifier key
   */
  @ConfigurationProperties("nongchao.log")
  record Choice(@DefaultValue List<String> witnesses) {
    Choice {
      witnesses = List.copyOf(witnesses);
    }
  }

  private record Witness(URI address, VerifierKey key, NoteVerifier verifier) {}

  private static final Logger LOG = LoggerFactory.getLogger(Witnesses.class);
  private static final Duration WAIT = Duration.ofSeconds(10);
  private static final int OK = 200;
  private static final int CONFLICT = 409;
  private static final int INCONSISTENT = 422;

  private final LogStore store;
  private final WitnessedStore kept;
  private final Alerts alerts;
  private final ClockWatch clocks;
  private final List<Witness> witnesses;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(WAIT).build();

  Witnesses(LogStore store, WitnessedStore kept, Alerts alerts, ClockWatch clocks, Choice choice) {
    this.clocks = clocks;
    this.store = store;
    this.kept = kept;
    this.alerts = alerts;
    this.witnesses = choice.witnesses().stream().map(Witnesses::read).toList();
  }

  private static Witness read(String line) {
    String[] parts = line.strip().split("\\s+");
    try {
      if (parts.length == 2) {
        VerifierKey key = VerifierKey.parse(parts[1]);
        URI address = URI.create(parts[0].replaceAll("/+$", "") + "/add-checkpoint");
        boolean web = address.getScheme() != null && address.getScheme().matches("https?");
        if (key.type() == VerifierKey.COSIGNATURE && web) {
          return new Witness(address, key, key.verifier());
        }
      }
    } catch (Malformed | IllegalArgumentException e) {
      // told below
    }
    throw new WitnessUnreadable(line);
  }

  /** Asks every witness that has not cosigned the tree as it stands. */
  @Scheduled(fixedDelayString = "${nongchao.log.witness-delay:PT10S}")
  void ask() {
    if (witnesses.isEmpty()) return;
    State state = store.state().orElse(null);
    if (state == null || state.size() == 0) return;
    for (Witness witness : witnesses) {
      long known = kept.size(witness.key().toString());
      if (known == state.size() && kept.isOf(witness.key().toString(), state.checkpoint()))
        continue;
      try {
        ask(witness, state, known, true);
      } catch (IOException | Malformed | RuntimeException e) { // one away delays no other
        LOG.warn("witness {} could not be asked: {}", witness.key().name(), e.toString());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void ask(Witness witness, State state, long old, boolean again)
      throws IOException, InterruptedException, Malformed {
    TileTree tree = new TileTree(store, state.size());
    List<byte[]> proof = old > 0 && old < state.size() ? tree.consistency(old) : List.of();
    SignedNote note = SignedNote.parse(state.checkpoint());
    HttpRequest request =
        HttpRequest.newBuilder(witness.address())
            .timeout(WAIT)
            .POST(BodyPublishers.ofString(new AddCheckpoint(old, proof, note).toString()))
            .build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    switch (answer.statusCode()) {
      case OK -> keep(witness, state.size(), note, answer.body());
      case CONFLICT -> {
        long theirs = AddCheckpoint.size(answer.body());
        if (theirs == old || theirs > state.size()) {
          refused(witness, "%d / %d".formatted(theirs, state.size()));
        } else if (again) {
          ask(witness, state, theirs, false);
        }
      }
      case INCONSISTENT -> refused(witness, "%d / %d".formatted(old, state.size()));
      default -> LOG.warn("witness {} answered {}", witness.key().name(), answer.statusCode());
    }
  }

  /** Of what it sent back only its own line is taken, and only where it holds. */
  private void keep(Witness witness, long size, SignedNote note, String lines) throws Malformed {
    SignedNote cosigned = SignedNote.parse(note.text() + "\n" + lines);
    List<SignatureLine> its = cosigned.verifiedBy(List.of(witness.verifier()));
    if (its.isEmpty()) throw Malformed.of("没有该见证人的签名", "no line of that witness");
    List<SignatureLine> all = new ArrayList<>(note.lines());
    all.add(its.getFirst());
    clocks.heard(witness.key().name(), Cosignature.time(its.getFirst().signature()));
    kept.keep(witness.key().toString(), size, new SignedNote(note.text(), all).toString());
  }

  private void refused(Witness witness, String sizes) {
    LOG.error("witness {} finds the log inconsistent ({})", witness.key().name(), sizes);
    alerts.raise(AlertKind.WITNESS_REFUSES, witness.key().name() + " " + sizes);
  }
}
