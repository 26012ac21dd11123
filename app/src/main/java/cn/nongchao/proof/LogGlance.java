package cn.nongchao.proof;

import cn.nongchao.seal.Malformed;
import cn.nongchao.seal.note.SignedNote;
import cn.nongchao.seal.tlog.Checkpoint;
import cn.nongchao.seal.tlog.MissingTile;
import cn.nongchao.seal.tlog.TileId;
import cn.nongchao.seal.tlog.TileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The log looked at without the application: whether the tiles at its edge give the root that was
 * signed, and whether it is not behind what was signed here. The whole is the audit's.
 *
 * @param wrong what does not hold together; empty where all does
 */
public record LogGlance(long size, Instant sealedAt, Optional<String> wrong) {

  /** Empty where there is no log yet. */
  public static Optional<LogGlance> at(Connection connection, Path data)
      throws SQLException, IOException {
    if (!isThere(connection)) return Optional.empty();
    try (Statement sql = connection.createStatement();
        ResultSet row =
            sql.executeQuery(
                "select origin, size, root, checkpoint, sealed_at from proof.log_state")) {
      if (!row.next()) return Optional.empty();
      Checkpoint state = new Checkpoint(row.getString(1), row.getLong(2), row.getBytes(3));
      Optional<String> wrong = wrong(connection, state, row.getString(4), data);
      return Optional.of(new LogGlance(state.size(), row.getTimestamp(5).toInstant(), wrong));
    }
  }

  private static boolean isThere(Connection connection) throws SQLException {
    try (Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery("select to_regclass('proof.log_state') is not null")) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static Optional<String> wrong(
      Connection connection, Checkpoint state, String note, Path data) throws IOException {
    try {
      byte[] root = new TileTree(tile -> read(connection, tile), state.size()).root();
      if (state.size() > 0 && !Arrays.equals(root, state.root())) {
        return Optional.of("the stored tiles do not give the stored root");
      }
      if (!Checkpoint.parse(SignedNote.parse(note).text()).sameTree(state)) {
        return Optional.of("the signed checkpoint is of another tree than the state");
      }
      Path memory = data.resolve("last-checkpoint");
      if (!Files.exists(memory)) return Optional.empty();
      Checkpoint last = Checkpoint.parse(SignedNote.parse(Files.readString(memory)).text());
      return last.size() <= state.size()
          ? Optional.empty()
          : Optional.of(
              "%d entries were signed, the database holds %d".formatted(last.size(), state.size()));
    } catch (MissingTile e) {
      return Optional.of("a tile is missing: " + e.getMessage());
    } catch (Malformed e) {
      return Optional.of("the checkpoint: " + e.reason().en());
    }
  }

  private static byte @Nullable [] read(Connection connection, TileId tile) {
    try (PreparedStatement sql =
        connection.prepareStatement(
            "select bytes from proof.tiles where level = ? and index = ? and width >= ?")) {
      sql.setInt(1, tile.level());
      sql.setLong(2, tile.index());
      sql.setInt(3, tile.width());
      try (ResultSet row = sql.executeQuery()) {
        return row.next() ? row.getBytes(1) : null;
      }
    } catch (SQLException e) {
      return null; // said as missing
    }
  }
}
