package cn.nongchao.cases.requests;

import cn.nongchao.cases.Category;
import cn.nongchao.cases.Indicators;
import cn.nongchao.cases.PastEvent;
import cn.nongchao.cases.PastEvents;
import cn.nongchao.people.Audit;
import cn.nongchao.people.Division;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.OrganisationNames;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Outcome.Done;
import cn.nongchao.platform.Outcome.Refused;
import cn.nongchao.platform.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes a file of requests in: many rows to a transaction, several transactions at once. What is
 * here already is passed over, so an import that was broken off is taken up by starting it again.
 */
@Component
public class RequestImport {

  /**
   * @param source name of the system the file comes from; with a row's reference it says which
   *     request is meant
   * @param division where the events lie
   * @param zone of the dates in the file that say none
   * @param limit rows to read at most
   */
  public record Settings(String source, DivisionCode division, ZoneId zone, long limit) {

    DivisionCode street() {
      int digits = Math.min(division.value().length(), Division.Level.STREET.digits());
      return new DivisionCode(division.value().substring(0, digits));
    }
  }

  /**
   * What became of the rows.
   *
   * @param known taken in by an earlier import
   * @param badRows the side file; null where no row was bad
   * @param covers from the first day anything in it happened to the last; null where nothing did
   */
  public record Result(
      long taken,
      long known,
      long bad,
      @Nullable Path badRows,
      Indicators.@Nullable Period covers) {}

  static final String ACTOR = "import";
  private static final int BATCH = 250;
  private static final int WORKERS = 3;

  private final PastEvents events;
  private final Categories categories;
  private final OrganisationNames organisations;
  private final Audit audit;

  RequestImport(
      PastEvents events, Categories categories, OrganisationNames organisations, Audit audit) {
    this.events = events;
    this.categories = categories;
    this.organisations = organisations;
    this.audit = audit;
  }

  /** Categories of the file that the responsibility list lacks and the import would enter. */
  public List<String> newCategories(Survey survey) {
    return categories.unknown(survey.categories().keySet());
  }

  /** Departments of the file that would be entered. */
  public List<String> newDepartments(Survey survey) {
    return survey.categories().values().stream()
        .distinct()
        .filter(name -> !name.isEmpty() && !organisations.isKnown(name))
        .sorted()
        .toList();
  }

  /**
   * @param progress told how many rows are done
   */
  public Outcome<Result> run(Survey survey, Settings settings, LongConsumer progress)
      throws IOException {
    Departments departments = new Departments(settings);
    return categories
        .enter(
            survey.categories().keySet(),
            name -> departments.of(survey.categories().getOrDefault(name, "")),
            settings.source(),
            settings.street())
        .then(codes -> {
          try (Run run = new Run(survey, settings, departments, codes, progress)) {
            Result result = run.all();
            record(settings, result);
            return Outcome.done(result);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private void record(Settings settings, Result result) {
    audit.record(
        "requests-imported",
        null,
        settings.source(),
        Map.of(
            "taken", Long.toString(result.taken()),
            "known", Long.toString(result.known()),
            "bad", Long.toString(result.bad())));
  }

  private final class Departments {

    private final Map<String, OrganisationId> known = new ConcurrentHashMap<>();
    private final Settings settings;

    Departments(Settings settings) {
      this.settings = settings;
    }

    OrganisationId of(String agency) {
      String name = agency.isEmpty() ? settings.source() : agency;
      return known.computeIfAbsent(
          name, each -> organisations.department(each, settings.division(), settings.source()));
    }
  }

  private record Read(CSVRecord row, PastEvent event) {}

  /** One run over the file. */
  private final class Run implements AutoCloseable {

    private final Survey survey;
    private final Settings settings;
    private final Departments departments;
    private final Map<String, String> codes;
    private final LongConsumer progress;
    private final Map<String, Category> list = categories.byCode();
    private final BadRows bad;
    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    private final Semaphore waiting = new Semaphore(2 * WORKERS);
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong known = new AtomicLong();
    private @Nullable Instant first;
    private @Nullable Instant last;

    Run(
        Survey survey,
        Settings settings,
        Departments departments,
        Map<String, String> codes,
        LongConsumer progress)
        throws IOException {
      this.survey = survey;
      this.settings = settings;
      this.departments = departments;
      this.codes = new HashMap<>(codes);
      this.progress = progress;
      this.bad = new BadRows(survey.file().path(), survey.file().format(), survey.headers());
    }

    Result all() throws IOException {
      var reader =
          new RowReader(survey.mapping(), survey.headers(), survey.dates(), settings.zone());
      Script script = new Script(settings.source(), settings.division());
      List<Read> batch = new ArrayList<>();
      try (CSVParser parser = survey.file().open()) {
        for (CSVRecord row : parser) {
          if (row.getRecordNumber() > settings.limit() || failure.get() != null) break;
          switch (reader.read(row)) {
            case Done<Request>(Request request) -> batch.add(new Read(row, event(script, request)));
            case Refused<Request>(var reasons) -> reject(row, reasons);
          }
          if (batch.size() == BATCH) {
            hand(batch);
            batch = new ArrayList<>();
          }
        }
      }
      if (!batch.isEmpty()) hand(batch);
      finish();
      return new Result(
          taken.get(), known.get(), bad.count(), bad.count() == 0 ? null : bad.path(), covers());
    }

    private Indicators.@Nullable Period covers() {
      if (first == null || last == null) return null;
      ZoneId zone = settings.zone();
      return new Indicators.Period(
          LocalDate.ofInstant(first, zone), LocalDate.ofInstant(last, zone));
    }

    private PastEvent event(Script script, Request request) {
      if (first == null || request.created().isBefore(first)) first = request.created();
      if (last == null || request.last().isAfter(last)) last = request.last();
      return script.event(request, codes.get(request.category()), departments.of(request.agency()));
    }

    private void reject(CSVRecord row, List<Refusal> reasons) {
      bad.add(row, reasons);
      progress.accept(1);
    }

    private void hand(List<Read> batch) {
      waiting.acquireUninterruptibly();
      workers.execute(() -> {
        try {
          if (failure.get() == null) take(batch);
        } catch (RuntimeException e) {
          failure.compareAndSet(null, e);
        } finally {
          waiting.release();
        }
      });
    }

    private void take(List<Read> batch) {
      List<Outcome<Boolean>> answers =
          events.takeIn(ACTOR, batch.stream().map(Read::event).toList(), list);
      for (int i = 0; i < batch.size(); i++) {
        switch (answers.get(i)) {
          case Done<Boolean>(Boolean isNew) -> (isNew ? taken : known).incrementAndGet();
          case Refused<Boolean>(var reasons) -> bad.add(batch.get(i).row(), reasons);
        }
      }
      progress.accept(batch.size());
    }

    private void finish() {
      workers.close();
      RuntimeException failed = failure.get();
      if (failed != null) throw failed;
    }

    @Override
    public void close() throws IOException {
      workers.shutdown();
      bad.close();
    }
  }
}
