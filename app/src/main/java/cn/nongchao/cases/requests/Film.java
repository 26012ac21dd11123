package cn.nongchao.cases.requests;

import cn.nongchao.cases.Category;
import cn.nongchao.cases.PastEvent;
import cn.nongchao.people.Division;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Divisions;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.OrganisationNames;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.springframework.stereotype.Component;

/** A file of requests made ready to be played: where each happens, and who handles it. */
@Component
class Film {

  /**
   * @param list the responsibility list, by code
   */
  record Cast(List<PastEvent> events, Map<String, Category> list) {
    Cast {
      events = List.copyOf(events);
      list = Map.copyOf(list);
    }
  }

  private final Categories categories;
  private final OrganisationNames organisations;
  private final Divisions divisions;
  private final ReplaySettings replay;
  private final Settings settings;

  Film(
      Categories categories,
      OrganisationNames organisations,
      Divisions divisions,
      ReplaySettings replay,
      Settings settings) {
    this.categories = categories;
    this.organisations = organisations;
    this.divisions = divisions;
    this.replay = replay;
    this.settings = settings;
  }

  Outcome<Cast> load(Survey survey) {
    DivisionCode street = new DivisionCode(replay.division());
    String source = "replay " + survey.file().path().getFileName();
    Map<String, OrganisationId> agencies = new HashMap<>();
    return categories
        .enter(
            survey.categories().keySet(),
            name -> agency(survey.categories().getOrDefault(name, ""), source, street, agencies),
            source,
            street)
        .map(codes -> {
          List<PastEvent> events = new ArrayList<>();
          Grids grids = new Grids(street);
          for (Request request : requests(survey)) {
            Script script = new Script(source, grids.of(request));
            events.add(
                script.event(
                    without(request),
                    codes.get(request.category()),
                    agency(request.agency(), source, street, agencies)));
          }
          return new Cast(events, categories.byCode());
        });
  }

  private OrganisationId agency(
      String name, String source, DivisionCode street, Map<String, OrganisationId> known) {
    return known.computeIfAbsent(
        name.isEmpty() ? source : name, each -> organisations.department(each, street, source));
  }

  private List<Request> requests(Survey survey) {
    RowReader reader =
        new RowReader(survey.mapping(), survey.headers(), survey.dates(), settings.zone());
    List<Request> all = new ArrayList<>();
    try (CSVParser parser = survey.file().open()) {
      for (CSVRecord row : parser) {
        if (reader.read(row) instanceof Outcome.Done<Request>(Request request)) all.add(request);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  /** A position in another city would lie outside the grid the request is given. */
  private static Request without(Request r) {
    return new Request(
        r.ref(),
        r.created(),
        r.due(),
        r.last(),
        r.stage(),
        r.duplicate(),
        r.status(),
        r.category(),
        r.channel(),
        r.agency(),
        r.words(),
        r.address(),
        null,
        null);
  }

  /** Spreads requests of another city over the grids here, each always to the same. */
  private final class Grids {

    private final DivisionCode street;
    private final List<Division> grids;

    Grids(DivisionCode street) {
      this.street = street;
      List<Division> below = divisions.below(street, Division.Level.GRID);
      this.grids = below.isEmpty() ? divisions.below(street, Division.Level.VILLAGE) : below;
    }

    DivisionCode of(Request request) {
      if (grids.isEmpty()) return street;
      return grids.get(Math.floorMod(request.ref().hashCode(), grids.size())).code();
    }
  }
}
