package cn.nongchao.proof;

import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.note.SignatureLine;
import cn.nongchao.seal.note.SignedNote;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The last checkpoint each witness cosigned. */
@Component
class WitnessedStore {

  private final JdbcClient jdbc;
  private final Clock clock;

  WitnessedStore(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Size of the tree a witness cosigned last; 0 for none. */
  long size(String witness) {
    return jdbc.sql("select size from proof.witnessed where witness = ?")
        .param(witness)
        .query(Long.class)
        .optional()
        .orElse(0L);
  }

  /** Whether what it cosigned last is this checkpoint, with the same lines of the log. */
  boolean isOf(String witness, String checkpoint) {
    return jdbc.sql(
                "select count(*) from proof.witnessed where witness = ? and starts_with(note, ?)")
            .params(witness, checkpoint)
            .query(Long.class)
            .single()
        == 1;
  }

  /** Another node may have got further meanwhile; the larger tree stays. */
  void keep(String witness, long size, String note) {
    jdbc.sql(
            "insert into proof.witnessed (witness, size, note, at) values (?, ?, ?, ?)"
                + " on conflict (witness) do update"
                + " set size = excluded.size, note = excluded.note, at = excluded.at"
                + " where witnessed.size <= excluded.size")
        .params(witness, size, note, Timestamp.from(clock.instant()))
        .update();
  }

  /** The checkpoint with the lines of all witnesses that cosigned just this one. */
  SignedNote joined(SignedNote checkpoint) throws Malformed {
    List<SignatureLine> lines = new ArrayList<>(checkpoint.lines());
    for (String note : notes("starts_with(note, ?)", checkpoint.text() + "\n")) {
      for (SignatureLine line : SignedNote.parse(note).lines()) {
        if (!lines.contains(line)) lines.add(line);
      }
    }
    return new SignedNote(checkpoint.text(), lines);
  }

  /** The largest checkpoint that a witness cosigned and that has this leaf. */
  Optional<SignedNote> covering(long index) throws Malformed {
    List<String> found = notes("size > ?", index);
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(joined(SignedNote.parse(found.getFirst())));
  }

  private List<String> notes(String condition, Object value) {
    return jdbc.sql(
            "select note from proof.witnessed where " + condition + " order by size desc, witness")
        .param(value)
        .query(String.class)
        .list();
  }
}
