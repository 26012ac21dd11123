package cn.nongchao.loop.web;

import cn.nongchao.form.Caller;
import cn.nongchao.form.Callers;
import cn.nongchao.form.FileIntake;
import cn.nongchao.form.Form;
import cn.nongchao.form.FormField;
import cn.nongchao.form.Given;
import cn.nongchao.form.Given.Leaf;
import cn.nongchao.loop.EvidenceId;
import cn.nongchao.loop.Uploads;
import cn.nongchao.people.Viewer;
import cn.nongchao.platform.Ids;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.web.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/**
 * What a script took up before is named by id; without a script the files come with the form, under
 * the field's name and {@code Files}.
 */
@Component
class FilesOfForms implements FileIntake {

  private final Uploads uploads;
  private final Callers callers;

  FilesOfForms(Uploads uploads, Callers callers) {
    this.uploads = uploads;
    this.callers = callers;
  }

  @Override
  public Given.Tree take(
      Form<?> form,
      Given.Tree given,
      HttpServletRequest request,
      HttpServletResponse response,
      List<Refusal> wrong) {
    if (!(request instanceof MultipartHttpServletRequest multipart)) return given;
    Map<String, Given> parts = new LinkedHashMap<>(given.parts());
    for (FormField field : form.fields()) {
      if (field.type() != EvidenceId.class) continue;
      List<MultipartFile> sent = multipart.getFiles(field.name() + "Files");
      if (sent.stream().allMatch(MultipartFile::isEmpty)) continue;
      List<UUID> before = ids(given.part(field.name()));
      Outcome<List<UUID>> taken = taken(before, sent, request, response);
      switch (taken) {
        case Outcome.Done<List<UUID>>(List<UUID> ids) ->
            parts.put(field.name(), new Leaf(ids.stream().map(UUID::toString).toList()));
        case Outcome.Refused<List<UUID>>(List<Refusal> reasons) -> {
          Problems.comeAgain(reasons, response);
          reasons.forEach(r -> wrong.add(new Refusal(r.code(), field.name(), r.reason())));
        }
      }
    }
    return new Given.Tree(parts);
  }

  private Outcome<List<UUID>> taken(
      List<UUID> before,
      List<MultipartFile> sent,
      HttpServletRequest request,
      HttpServletResponse response) {
    try {
      Caller caller = callers.of(request);
      Viewer viewer = caller instanceof Viewer known ? known : null;
      return uploads.ofForm(before, sent, uploads.uploader(viewer, request, response), request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<UUID> ids(Given given) {
    return given instanceof Leaf(List<String> texts, boolean many)
        ? texts.stream().map(Ids::read).filter(Objects::nonNull).distinct().toList()
        : List.of();
  }
}
