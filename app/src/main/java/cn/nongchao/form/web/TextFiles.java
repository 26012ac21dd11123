package cn.nongchao.form.web;

import cn.nongchao.form.Characters;
import cn.nongchao.form.Form;
import cn.nongchao.form.FormField;
import cn.nongchao.form.FromFile;
import cn.nongchao.form.Given;
import cn.nongchao.platform.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** Reads the files that a page sends in place of typed text ({@link FromFile}). */
final class TextFiles {

  private TextFiles() {}

  static Given.Tree read(
      Form<?> form, Given.Tree given, HttpServletRequest request, List<Refusal> wrong) {
    if (!(request instanceof MultipartHttpServletRequest multipart)) return given;
    Map<String, String> texts = new HashMap<>();
    for (FormField field : form.fields()) {
      FromFile from = field.annotation(FromFile.class);
      MultipartFile file = from == null ? null : multipart.getFile(field.name() + "File");
      if (from == null || file == null || file.isEmpty()) continue;
      if (file.getSize() > from.most()) {
        wrong.add(Refusal.field(field.name(), "文件太大", "the file is too large"));
      } else {
        String text = text(file);
        if (text != null) texts.put(field.name(), text);
        else
          wrong.add(
              Refusal.field(
                  field.name(), "文件编码无法识别，请存为 UTF-8 或 GB18030", "neither UTF-8 nor GB18030"));
      }
    }
    return given.with(texts);
  }

  /** Null where the bytes are in no encoding that is read. */
  private static @Nullable String text(MultipartFile file) {
    try {
      return Characters.decoded(file.getBytes());
    } catch (CharacterCodingException neither) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
