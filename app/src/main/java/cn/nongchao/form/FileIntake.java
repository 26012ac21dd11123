package cn.nongchao.form;

import cn.nongchao.platform.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;

/**
 * Takes up the files that came with a page's form before the write begins, and keeps them when it
 * is refused: nobody sends a photo twice. Offered by the module that keeps files.
 */
public interface FileIntake {

  /**
   * @param wrong receives why a file was not taken
   * @return what was given, with the ids of files in place of the files
   */
  Given.Tree take(
      Form<?> form,
      Given.Tree given,
      HttpServletRequest request,
      HttpServletResponse response,
      List<Refusal> wrong);
}
