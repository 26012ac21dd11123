package cn.nongchao.security;

import static cn.nongchao.Program.read;

import cn.nongchao.Cast;
import cn.nongchao.Program;
import cn.nongchao.RunningApp;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.platform.Ids;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Word of a scene: who is told, and by what. */
final class Notified {

  private Notified() {}

  private static JdbcClient jdbc() {
    return RunningApp.bean(JdbcClient.class);
  }

  /** Somebody was told something, and wishes to be told by mail; as they read it. */
  static String told(Cast.Member member, String session) {
    jdbc()
        .sql(
            "insert into notify.notices (id, person, word, cause, number, kind, stage, path, shown,"
                + " at) values (?, ?, 'licence-ending', ?, '', '', '', '/account', true, now())")
        .params(Ids.next(), member.id(), Ids.next())
        .update();
    Program person = Program.inPerson(session);
    String address = "told-" + member.id() + "@street.example";
    Map<String, ?> way = Map.of("id", Ids.next(), "kind", "EMAIL", "address", address);
    read(person.post("/api/v1/account/notices/ways", way), 201);
    return person.get("/api/v1/account/notices").body();
  }

  /** A robot of a unit in the home street, and something it could not tell. */
  static UUID robot(UUID unit, String name, UUID undelivered) {
    Map<String, Object> wish = new LinkedHashMap<>();
    wish.put("id", Ids.next());
    wish.put("unit", unit);
    wish.put("kind", "WECOM");
    wish.put("name", name);
    wish.put("address", "https://robots.invalid/hook");
    Program owner = Program.of(Cast.atHome(PeopleRoles.ADMINISTRATOR));
    UUID id = UUID.fromString(read(owner.post("/api/v1/robots", wish), 201).path("id").asString());
    jdbc()
        .sql(
            "insert into notify.sendings (id, way, kind, made_at, due_at, given_up_at, place, why)"
                + " values (?, ?, 'WECOM', now(), now(), now(), ?, ?)")
        .params(undelivered, id, Cast.HOME, name)
        .update();
    return id;
  }

  /** A new one each time, since it is gone once removed. */
  static UUID another(UUID robot, UUID unit) {
    UUID id = Ids.next();
    jdbc()
        .sql(
            "insert into notify.ways (id, unit, kind, name, address, shown, lang, place, made_at,"
                + " confirmed_at) select ?, ?, kind, name, address, shown, lang, place, made_at,"
                + " confirmed_at from notify.ways where id = ?")
        .params(id, unit, robot)
        .update();
    return id;
  }
}
