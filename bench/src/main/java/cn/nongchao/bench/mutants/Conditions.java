package cn.nongchao.bench.mutants;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pitest.mutationtest.engine.MutationIdentifier;
import org.pitest.mutationtest.engine.gregor.MethodInfo;
import org.pitest.mutationtest.engine.gregor.MethodMutatorFactory;
import org.pitest.mutationtest.engine.gregor.MutationContext;
import org.pitest.reloc.asm.MethodVisitor;
import org.pitest.reloc.asm.Opcodes;

/**
 * Makes each condition of an SQL statement always hold. Who may use a session, a token or a code is
 * decided in SQL as well as in Java, and PIT itself leaves texts alone.
 */
public final class Conditions implements MethodMutatorFactory {

  private static final Pattern STATEMENT =
      Pattern.compile("(?is)\\s*(select|insert|update|delete|with)\\s.*\\s(where|and|on)\\s.*");
  private static final Pattern START = Pattern.compile("(?i)\\b(where|and)\\s+");
  private static final Pattern END =
      Pattern.compile(
          "(?i)\\s(and|or|order by|group by|limit|returning|for (no key )?(update|share)|union"
              + "|left join|join|on conflict)\\s|\\s(for update|for share|and|or|where)$");

  @Override
  public String getGloballyUniqueId() {
    return Conditions.class.getName();
  }

  @Override
  public String getName() {
    return "SQL_CONDITIONS";
  }

  @Override
  public MethodVisitor create(MutationContext context, MethodInfo method, MethodVisitor next) {
    return new MethodVisitor(Opcodes.ASM9, next) {
      @Override
      public void visitLdcInsn(Object value) {
        super.visitLdcInsn(value instanceof String text ? changed(text, context) : value);
      }
    };
  }

  private String changed(String text, MutationContext context) {
    String result = text;
    for (Span span : spans(text)) {
      String condition = text.substring(span.from(), span.to());
      MutationIdentifier id =
          context.registerMutation(
              this, "made “" + condition.replaceAll("\\s+", " ") + "” always hold");
      if (context.shouldMutate(id)) {
        result =
            text.substring(0, span.from())
                + "(("
                + condition
                + ") or true)"
                + text.substring(span.to());
      }
    }
    return result;
  }

  /** One condition. */
  record Span(int from, int to) {}

  /** Each condition between {@code where}, {@code and} and what ends it, at any depth. */
  static List<Span> spans(String text) {
    List<Span> spans = new ArrayList<>();
    if (!STATEMENT.matcher(text).matches()) return spans;
    Matcher start = START.matcher(text);
    while (start.find()) {
      int to = end(text, start.end());
      if (to > start.end() && !isBetween(text, start.start())) spans.add(new Span(start.end(), to));
    }
    return spans;
  }

  /** The “and” of “between … and …” begins no condition. */
  private static boolean isBetween(String text, int at) {
    String before = text.substring(Math.max(0, at - 24), at);
    return before.matches("(?is).*\\bbetween\\s+\\S+\\s+");
  }

  private static int end(String text, int from) {
    int depth = 0;
    Matcher end = END.matcher(text);
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '(') depth++;
      if (c == ')' && --depth < 0) return i;
      if (c == ';' || c == ',' && depth == 0) return i;
      boolean ends =
          Character.isWhitespace(c) && depth == 0 && end.region(i, text.length()).lookingAt();
      if (ends && !isBetween(text, i + 1)) return i;
    }
    return text.stripTrailing().length();
  }
}
