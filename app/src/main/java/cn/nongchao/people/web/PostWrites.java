package cn.nongchao.people.web;

import cn.nongchao.form.Doors;
import cn.nongchao.form.Field;
import cn.nongchao.form.On;
import cn.nongchao.form.Over;
import cn.nongchao.form.Write;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.register.Papers;
import cn.nongchao.people.register.Papers.PostDraft;
import cn.nongchao.people.register.PersonLists;
import cn.nongchao.people.register.PersonLists.Sheet;
import cn.nongchao.people.register.Scope;
import cn.nongchao.platform.Outcome;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is written into a person's file. */
@Doors
class PostWrites {

  private final Papers papers;
  private final PersonLists lists;

  PostWrites(Papers papers, PersonLists lists) {
    this.papers = papers;
    this.lists = lists;
  }

  /** A post to be given. */
  record Post(
      UUID id,
      @Field(zh = "职务", en = "Title") @NotBlank @Size(max = 40) String title,
      @Field(zh = "单位", en = "Organisation") OrganisationId organisation,
      @Field(zh = "起", en = "From") @Nullable LocalDate from,
      @Field(zh = "止", en = "To") @Nullable LocalDate to) {}

  @Write(
      name = "post-given",
      zh = "登记任职",
      en = "Give a person a post",
      page = "/people/{id}/posts",
      back = "/people/{id}",
      api = "POST /api/v1/persons/{id}/posts",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.SUBJECT,
      about = "Sent twice with one id, it is given once.")
  Outcome<Sheet> post(@On PersonId id, Post post, Viewer viewer) {
    PostDraft draft =
        new PostDraft(
            post.id(),
            id,
            post.organisation().toString(),
            post.title(),
            post.from() == null ? "" : post.from().toString(),
            post.to() == null ? "" : post.to().toString());
    return papers.add(draft, Scope.of(viewer)).then(added -> lists.file(id, Scope.of(viewer)));
  }

  @Write(
      name = "post-ended",
      zh = "离任",
      en = "End a post now; ended before, it stays as it is",
      page = "/people/{id}/posts/{post}/end",
      back = "/people/{id}",
      api = "POST /api/v1/persons/{id}/posts/{post}/end",
      by = PeopleRoles.ADMINISTRATOR,
      over = Over.SUBJECT)
  Outcome<Sheet> end(@On PersonId id, UUID post, Viewer viewer) {
    return papers.endPost(post, Scope.of(viewer)).then(ended -> lists.file(id, Scope.of(viewer)));
  }
}
