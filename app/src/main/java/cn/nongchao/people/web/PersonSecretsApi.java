package cn.nongchao.people.web;

import cn.nongchao.people.Needs;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.register.PasswordReset;
import cn.nongchao.people.register.Scope;
import cn.nongchao.people.register.Unmasking;
import cn.nongchao.platform.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What of a person's file is shown once or for a reason only; each time is written down. */
@RestController
@RequestMapping("/api/v1/persons/{id}")
@Needs(value = PeopleRoles.ADMINISTRATOR, inPerson = true)
class PersonSecretsApi {

  /**
   * Why numbers are to be seen whole.
   *
   * @param reason for the audit log, from 4 to 200 characters
   */
  record UnmaskWish(@Nullable String reason) {}

  /**
   * A password just made.
   *
   * @param password shown this once, to be changed on the first sign-in
   */
  record MadePassword(String password) {}

  private final Unmasking unmasking;
  private final PasswordReset passwordReset;

  PersonSecretsApi(Unmasking unmasking, PasswordReset passwordReset) {
    this.unmasking = unmasking;
    this.passwordReset = passwordReset;
  }

  @Operation(
      summary = "A person's identity number and phone, whole",
      description = "That you saw them, and why, is written to the audit log each time.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Unmasking.Shown.class)))
  @PostMapping("/unmask")
  ResponseEntity<?> unmask(
      @PathVariable String id,
      @RequestBody UnmaskWish wish,
      Viewer viewer,
      HttpServletRequest request) {
    PersonId person = PersonId.read(id);
    return person == null
        ? Problems.of(Answers.NONE, request)
        : Problems.of(
            unmasking.show(person, Answers.text(wish.reason()), Scope.of(viewer)), request);
  }

  @Operation(
      summary = "Give a person a new random password",
      description =
          "Their sessions end, and they choose another on the first sign-in. Sent twice, the"
              + " password of the later answer is the one that works. Not for your own account.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = MadePassword.class)))
  @PostMapping("/password")
  ResponseEntity<?> resetPassword(
      @PathVariable String id, Viewer viewer, HttpServletRequest request) {
    PersonId person = PersonId.read(id);
    return person == null
        ? Problems.of(Answers.NONE, request)
        : Problems.of(
            passwordReset.reset(person, Scope.of(viewer)).map(MadePassword::new), request);
  }
}
