package cn.nongchao.upkeep;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a backup says of itself, in {@code manifest.json} (docs/formats/backup.md).
 *
 * @param made when the database was read: the moment the copy is of
 * @param postgres version of the server it was read from
 * @param kind {@code real} or {@code demo}
 * @param files evidence, each under its SHA-256
 * @param missing files that the database names and the disk did not have
 * @param differing files that were not what their name says; kept as they were
 */
record Manifest(
    int format,
    String release,
    String made,
    String postgres,
    String installation,
    String kind,
    List<Module> modules,
    List<Table> tables,
    List<Sequence> sequences,
    @Nullable Log log,
    long files,
    long fileBytes,
    List<String> missing,
    List<String> differing,
    List<Part> parts) {

  static final int FORMAT = 1;
  static final String NAME = "manifest.json";
  static final String KEYS = "keys.sealed";
  static final String SETTINGS = "settings.env";
  static final String EVIDENCE = "evidence/";

  Manifest {
    modules = List.copyOf(modules);
    tables = List.copyOf(tables);
    sequences = List.copyOf(sequences);
    missing = List.copyOf(missing);
    differing = List.copyOf(differing);
    parts = List.copyOf(parts);
  }

  /** The steps that made a module's schema, in their order. */
  record Module(String name, List<Step> steps) {
    Module {
      steps = List.copyOf(steps);
    }

    String version() {
      return steps.getLast().version();
    }
  }

  record Step(String version, long checksum) {}

  record Table(String schema, String name, List<String> columns, long rows) {
    Table {
      columns = List.copyOf(columns);
    }

    String part() {
      return "database/" + schema + "." + name + ".copy";
    }
  }

  record Sequence(String schema, String name, long last, boolean called) {}

  /**
   * The public log as it was then.
   *
   * @param root in base64
   * @param checkpoint the signed note
   */
  record Log(String origin, long size, String root, String checkpoint) {}

  record Part(String name, long bytes, String sha256) {}

  List<String> schemas() {
    return modules.stream().map(Module::name).toList();
  }

  boolean hasKeys() {
    return parts.stream().anyMatch(part -> part.name().equals(KEYS));
  }

  long rows() {
    return tables.stream().mapToLong(Table::rows).sum();
  }
}
