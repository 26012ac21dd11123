package cn.nongchao.rules;

import cn.nongchao.rules.Tree.Source;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The sizes of methods and constructors, as the compiler's own parser sees them. */
public final class Shapes {

  /**
   * One method or constructor.
   *
   * @param where file, line and name
   * @param lines from its declaration to its closing brace
   */
  public record Shape(
      String where, int lines, int parameters, boolean isConstructor, boolean ofRecord) {}

  private Shapes() {}

  public static List<Shape> of(List<Source> files) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(null, Locale.ROOT, null)) {
      var units = manager.getJavaFileObjectsFromPaths(files.stream().map(Source::path).toList());
      JavacTask task =
          (JavacTask) compiler.getTask(null, manager, null, List.of("-proc:none"), null, units);
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      List<Shape> found = new ArrayList<>();
      for (CompilationUnitTree unit : task.parse()) new Scan(unit, positions, found).run();
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Scan extends TreePathScanner<Void, Void> {

    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<Shape> found;

    Scan(CompilationUnitTree unit, SourcePositions positions, List<Shape> found) {
      this.unit = unit;
      this.positions = positions;
      this.found = found;
    }

    void run() {
      scan(unit, null);
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      LineMap lines = unit.getLineMap();
      long start = lines.getLineNumber(positions.getStartPosition(unit, method));
      long end = lines.getLineNumber(positions.getEndPosition(unit, method));
      boolean record =
          getCurrentPath().getParentPath().getLeaf() instanceof ClassTree type
              && type.getKind() == com.sun.source.tree.Tree.Kind.RECORD;
      String file = Tree.ROOT.relativize(java.nio.file.Path.of(unit.getSourceFile().toUri())) + "";
      found.add(
          new Shape(
              file + ":" + start + " " + method.getName(),
              (int) (end - start + 1),
              method.getParameters().size(),
              method.getReturnType() == null,
              record));
      return super.visitMethod(method, nothing);
    }
  }
}
