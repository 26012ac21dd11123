package cn.nongchao.people.web;

import cn.nongchao.form.Caller;
import cn.nongchao.form.Reach;
import cn.nongchao.people.Hangs.Hanging;
import cn.nongchao.people.Needs;
import cn.nongchao.people.OrganisationId;
import cn.nongchao.people.PeopleRoles;
import cn.nongchao.people.PersonId;
import cn.nongchao.people.Viewer;
import cn.nongchao.people.register.Handing;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.web.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What hangs on persons and units: looked at before either leaves. */
@RestController
@RequestMapping("/api/v1")
@Needs(PeopleRoles.ADMINISTRATOR)
class OpenWorkApi {

  private final Handing handing;
  private final Reach<PersonId> persons;
  private final Reach<OrganisationId> units;

  OpenWorkApi(Handing handing, Reach<PersonId> persons, Reach<OrganisationId> units) {
    this.handing = handing;
    this.persons = persons;
    this.units = units;
  }

  @Operation(summary = "What hangs on a person: what they have in hand, what waits for their word")
  @ApiResponse(
      responseCode = "200",
      content = @Content(array = @ArraySchema(schema = @Schema(implementation = Hanging.class))))
  @GetMapping("/persons/{id}/open-work")
  ResponseEntity<?> ofPerson(@PathVariable String id, Viewer viewer, HttpServletRequest request) {
    return Problems.of(found(persons, id, viewer).map(handing::on), request);
  }

  @Operation(summary = "What hangs on a unit: what it has in hand, leads or assists")
  @ApiResponse(
      responseCode = "200",
      content = @Content(array = @ArraySchema(schema = @Schema(implementation = Hanging.class))))
  @GetMapping("/organisations/{id}/open-work")
  ResponseEntity<?> ofUnit(@PathVariable String id, Viewer viewer, HttpServletRequest request) {
    return Problems.of(found(units, id, viewer).map(handing::on), request);
  }

  private static <T> Outcome<T> found(Reach<T> reach, String id, Caller caller) {
    return reach.find(id, caller, Set.of(PeopleRoles.ADMINISTRATOR));
  }
}
