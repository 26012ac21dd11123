package cn.nongchao.people.imports;

import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.Importing;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Phone;
import cn.nongchao.people.register.PersonMatches;
import cn.nongchao.people.register.PersonMatches.Known;
import cn.nongchao.people.register.PersonMatches.Sought;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Somebody a file names by name, or by account or phone where several bear it. */
@Component
class OnePerson {

  private final PersonMatches persons;

  OnePerson(PersonMatches persons) {
    this.persons = persons;
  }

  /** By account alone. */
  Outcome<PersonId> account(String login, Importing by) {
    Sought sought = new Sought(Set.of(), Set.of(login), Set.of(), Set.of(), Set.of());
    return one(login, persons.find(sought, by.scope()).stream().filter(Known::active).toList());
  }

  /**
   * @param near the place; of several those are meant who belong there
   */
  Outcome<PersonId> find(String typed, String phone, @Nullable DivisionCode near, Importing by) {
    String name = typed.replaceAll("(?<=\\p{IsHan})[\\s　]+(?=\\p{IsHan})", "");
    Sought sought = new Sought(Set.of(name), Set.of(), Set.of(), Set.of(), Set.of());
    List<Known> found = persons.find(sought, by.scope()).stream().filter(Known::active).toList();
    if (!phone.isEmpty()) {
      if (!(Phone.read(phone) instanceof Outcome.Done<Phone>(Phone number))) {
        return Phone.read(phone).then(never -> one(name, List.of()));
      }
      String digest = persons.digest(number.value());
      List<Known> reached = only(found, one -> one.phone().equals(digest));
      // Somebody whose phone is not kept yet is still who the name says.
      found = reached.isEmpty() ? only(found, one -> one.phone().isEmpty()) : reached;
    }
    if (near != null && found.size() > 1) {
      List<Known> here = only(found, one -> near.value().equals(one.division()));
      if (!here.isEmpty()) found = here;
    }
    return one(name, found);
  }

  private static List<Known> only(List<Known> all, Predicate<Known> which) {
    return all.stream().filter(which).toList();
  }

  private static Outcome<PersonId> one(String name, List<Known> found) {
    if (found.size() == 1) return Outcome.done(found.getFirst().id());
    return Outcome.refused(
        found.isEmpty()
            ? Refusal.of(
                "bad-input",
                "您的管辖范围内没有人员“" + name + "”，请先导入花名册",
                "there is nobody called “" + name + "” within your scope: import the roster first")
            : Refusal.of(
                "bad-input",
                "有 " + found.size() + " 人叫“" + name + "”，请填电话或账号",
                found.size() + " people are called “" + name + "”: give a phone or an account"));
  }

  boolean holds(PersonId person, String role, String over) {
    return persons.grants(List.of(person)).stream()
        .anyMatch(held -> held.role().equals(role) && over.equals(held.over()));
  }
}
