package cn.nongchao.people.register;

import cn.nongchao.form.Caller;
import cn.nongchao.form.Reach;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Outcome;
import java.util.Collection;
import org.springframework.stereotype.Component;

/** A person is within reach where they belong to the places of a role, and hold nothing beyond. */
@Component
class PersonReach implements Reach<PersonId> {

  private final Persons persons;

  PersonReach(Persons persons) {
    this.persons = persons;
  }

  @Override
  public Class<PersonId> type() {
    return PersonId.class;
  }

  @Override
  public Outcome<PersonId> find(String text, Caller caller, Collection<String> roles) {
    PersonId id = PersonId.read(text);
    return id == null ? Outcome.refused(Persons.UNKNOWN) : reaches(id, caller, roles);
  }

  @Override
  public Outcome<PersonId> reaches(PersonId person, Caller caller, Collection<String> roles) {
    Scope scope = Scope.of((Viewer) caller, roles);
    return persons.reach(person, scope);
  }
}
