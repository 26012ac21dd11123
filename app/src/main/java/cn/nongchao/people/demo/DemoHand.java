package cn.nongchao.people.demo;

import cn.nongchao.people.CreditCode;
import cn.nongchao.people.DemoAccount;
import cn.nongchao.people.DemoStaff;
import cn.nongchao.people.DivisionCode;
import cn.nongchao.people.NationalId;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Phone;
import cn.nongchao.people.access.Passwords;
import cn.nongchao.people.register.Bodies;
import cn.nongchao.people.register.NewOrganisation;
import cn.nongchao.people.register.NewPerson;
import cn.nongchao.people.register.NewPost;
import cn.nongchao.people.register.NewQualification;
import cn.nongchao.people.register.OrganisationFacts;
import cn.nongchao.people.register.Papers;
import cn.nongchao.people.register.PersonFacts;
import cn.nongchao.people.register.Persons;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Ids;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Enters demo people the way an administrator would, with every check. */
@Component
class DemoHand implements DemoStaff {

  private static final String[] SURNAMES = {
    "王", "李", "张", "陈", "徐", "沈", "俞", "朱", "周", "金", "胡", "施", "高", "倪", "汤", "冯", "韩", "方", "莫",
    "戚"
  };
  private static final String[] GIVEN = {
    "建国", "丽华", "志强", "晓燕", "海明", "雪芬", "国良", "佳怡", "伟东", "春梅", "俊杰", "玉兰", "文斌", "思远", "小红", "永刚",
    "婷婷", "立群", "宇航", "秋菊", "振宇", "雅琴", "水根"
  };

  private final Persons persons;
  private final Bodies bodies;
  private final DemoGrants grants;
  private final Papers papers;
  private final Passwords passwords;
  private final ObjectProvider<DemoAccount> accounts;
  private int named;
  private int numbered;

  DemoHand(
      Persons persons,
      Bodies bodies,
      DemoGrants grants,
      Papers papers,
      Passwords passwords,
      ObjectProvider<DemoAccount> accounts) {
    this.persons = persons;
    this.bodies = bodies;
    this.grants = grants;
    this.papers = papers;
    this.passwords = passwords;
    this.accounts = accounts;
  }

  /** 20 and 23 have no common factor: 460 names before one comes twice. */
  @Override
  public String nextName() {
    named++;
    return SURNAMES[named % SURNAMES.length] + GIVEN[named % GIVEN.length];
  }

  OrganisationId organisation(String name, String kind, @Nullable String specialty) {
    OrganisationFacts facts =
        new OrganisationFacts(
            name,
            kind,
            new CreditCode(creditCode(kind)),
            DemoPlaces.STREET,
            specialty == null ? "" : specialty,
            null);
    return bodies.create(new NewOrganisation(Ids.next(), facts, true), Scope.system()).orThrow();
  }

  /** Right in form; the organisation part begins DEM0, which is issued to nobody. */
  private String creditCode(String kind) {
    numbered++;
    String type = kind.equals("firm") ? "91" : kind.equals("alliance") ? "51" : "11";
    return CreditCode.complete(type + "330114" + "DEM0" + "%05d".formatted(numbered));
  }

  @Override
  public PersonId person(String name, @Nullable OrganisationId at, String title) {
    return person(name, at, title, null);
  }

  @Override
  public PersonId account(String login, @Nullable OrganisationId at, String title) {
    DemoAccount account =
        accounts.stream().filter(one -> one.login().equals(login)).findFirst().orElseThrow();
    return person(account.name(), at, title, login);
  }

  private PersonId person(
      String name, @Nullable OrganisationId at, String title, @Nullable String login) {
    numbered++;
    PersonId id = PersonId.next();
    // 339900 is a division that was never given out; 138 0000 numbers are not assigned.
    String number =
        "339900%d0%d%02d%03d"
            .formatted(1970 + numbered % 30, 1 + numbered % 9, 1 + numbered % 28, numbered % 1000);
    PersonFacts facts =
        new PersonFacts(
            name,
            at,
            login == null ? "" : login,
            NationalId.read(NationalId.complete(number), LocalDate.MAX).orThrow(),
            Phone.read("1380000%04d".formatted(numbered)).orThrow());
    persons.create(new NewPerson(id.value(), facts, true), Scope.system()).orThrow();
    if (login != null) passwords.set(id, DemoAccount.PASSWORD);
    if (at != null && !title.isEmpty()) {
      papers.add(id, new NewPost(Ids.next(), title, at, null, null), Scope.system()).orThrow();
    }
    return id;
  }

  @Override
  public void grant(PersonId person, String role, DivisionCode place) {
    grants.give(person, role, place, null);
  }

  @Override
  public void grant(PersonId person, String role, OrganisationId over) {
    grants.give(person, role, null, over);
  }

  @Override
  public void paper(PersonId person, String kind, String issuer, String fields, LocalDate until) {
    numbered++;
    String number = "演示%s%06d".formatted(kind.equals("law-enforcement") ? "11010" : "2", numbered);
    NewQualification paper =
        new NewQualification(Ids.next(), kind, number, issuer, fields, until.minusYears(5), until);
    papers.add(person, paper, Scope.system()).orThrow();
  }
}
