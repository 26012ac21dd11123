package cn.nongchao.people.web;

import cn.nongchao.people.Needs;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.Organisations;
import cn.nongchao.people.People;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Qualification;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.access.Account;
import cn.nongchao.people.access.Tokens;
import cn.nongchao.people.access.Tokens.Token;
import cn.nongchao.people.register.PersonLists;
import cn.nongchao.people.register.PersonLists.HeldGrant;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * One's own account as JSON. A token may ask whose it is; the rest takes a session, as the pages.
 */
@RestController
@RequestMapping("/api/v1/account")
@Needs(inPerson = true)
class AccountApi {

  /** Who is asking. */
  record Me(
      PersonId id,
      String name,
      @Nullable OrganisationId organisation,
      @Nullable String organisationName,
      List<HeldGrant> grants,
      List<Qualification> qualifications) {}

  /**
   * A change of one's own password.
   *
   * @param old the present one
   * @param password the new one
   */
  record PasswordWish(@Nullable String old, @Nullable String password) {}

  /**
   * A token to be made.
   *
   * @param id a UUIDv7 made by the caller: sent twice, made once
   * @param name for what or whom it is, at most 60 characters
   * @param days of validity, from 1 to 366
   */
  record TokenWish(@Nullable UUID id, @Nullable String name, @Nullable Integer days) {}

  /**
   * A token just made.
   *
   * @param secret to be sent as {@code Authorization: Bearer …}; shown this once
   */
  record MadeToken(Token token, String secret) {}

  private final Account account;
  private final Tokens tokens;
  private final PersonLists lists;
  private final People people;
  private final Organisations organisations;

  AccountApi(
      Account account,
      Tokens tokens,
      PersonLists lists,
      People people,
      Organisations organisations) {
    this.account = account;
    this.tokens = tokens;
    this.lists = lists;
    this.people = people;
    this.organisations = organisations;
  }

  @Operation(summary = "Who you are: name, organisation, grants, qualifications")
  @Needs
  @GetMapping
  Me me(Viewer viewer) {
    OrganisationId at = viewer.organisation();
    return new Me(
        viewer.id(),
        viewer.name(),
        at,
        at == null ? null : organisations.name(at),
        lists.grants(viewer.id()),
        people.qualifications(viewer.id()));
  }

  @Operation(
      summary = "Change your password",
      description =
          "With the present one. Every session but this one ends. Sent twice, the second is"
              + " refused: `old` is then no longer right.")
  @ApiResponse(responseCode = "204", description = "Changed", content = @Content)
  @PostMapping("/password")
  ResponseEntity<?> changePassword(
      @RequestBody PasswordWish wish, Viewer viewer, HttpServletRequest request) {
    String password = Answers.text(wish.password());
    Outcome<PersonId> outcome =
        account.changePassword(viewer, Answers.text(wish.old()), password, password);
    return outcome instanceof Outcome.Refused<PersonId>(List<Refusal> reasons)
        ? Problems.of(reasons, request)
        : ResponseEntity.noContent().build();
  }

  @Operation(summary = "Where you are signed in, the newest first, 100 at most")
  @GetMapping("/sessions")
  List<Account.Session> sessions(Viewer viewer) {
    return account.sessions(viewer);
  }

  @Operation(
      summary = "End every session but this one",
      description = "Answers the sessions that are left.")
  @PostMapping("/sessions/end-others")
  List<Account.Session> endOthers(Viewer viewer) {
    account.endOtherSessions(viewer);
    return account.sessions(viewer);
  }

  @Operation(
      summary = "End one of your sessions",
      description = "Answers the sessions that are left; ended before, nothing changes.")
  @PostMapping("/sessions/{id}/end")
  List<Account.Session> endSession(@PathVariable UUID id, Viewer viewer) {
    account.endSession(viewer, id);
    return account.sessions(viewer);
  }

  @Operation(summary = "Your tokens for machines, the newest first, 100 at most; without secrets")
  @GetMapping("/tokens")
  List<Token> tokens(Viewer viewer) {
    return tokens.of(viewer);
  }

  @Operation(
      summary = "Make a token by which a machine acts for you",
      description =
          "Sent twice with one id, it is made once; the second answer is 409, since the secret is"
              + " shown with the first only.")
  @ApiResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = MadeToken.class)))
  @PostMapping("/tokens")
  ResponseEntity<?> createToken(
      @RequestBody TokenWish wish, Viewer viewer, HttpServletRequest request) {
    UUID id = wish.id();
    if (id == null) return Problems.of(Answers.NO_ID, request);
    int days = wish.days() == null ? 0 : wish.days();
    Outcome<MadeToken> made =
        tokens
            .create(viewer, id, Answers.text(wish.name()), days)
            .map(secret -> new MadeToken(own(id, viewer).orElseThrow(), secret));
    return made instanceof Outcome.Done<MadeToken>(MadeToken token)
        ? ResponseEntity.status(HttpStatus.CREATED).body(token)
        : Problems.of(made, request);
  }

  @Operation(
      summary = "Revoke one of your tokens; it stops working at once",
      description = "Revoked before, it stays as it is.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Token.class)))
  @PostMapping("/tokens/{id}/revoke")
  ResponseEntity<?> revoke(@PathVariable String id, Viewer viewer, HttpServletRequest request) {
    UUID token = Ids.read(id);
    if (token == null) return Problems.of(NO_TOKEN, request);
    tokens.revoke(viewer, token);
    Optional<Token> revoked = own(token, viewer);
    return revoked.isPresent() ? ResponseEntity.ok(revoked.get()) : Problems.of(NO_TOKEN, request);
  }

  private static final List<Refusal> NO_TOKEN =
      List.of(Refusal.of("not-found", "您没有这个令牌", "you have no such token"));

  private Optional<Token> own(UUID id, Viewer viewer) {
    return tokens.of(viewer).stream().filter(token -> token.id().equals(id)).findFirst();
  }
}
