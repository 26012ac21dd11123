import java.io.IOException;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.FieldModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.reflect.AccessFlag;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The classes in a folder as the compiler reads them when it compiles others. Names are those of
 * outermost classes, as {@code cn/nongchao/loop/Loop}.
 */
final class Seen {

  private final Map<String, byte[]> files = new TreeMap<>();

  Seen(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) all::iterator) {
        String name = folder.relativize(file).toString();
        if (name.endsWith(".class")) files.put(name, Files.readAllBytes(file));
      }
    }
  }

  /** Which of the classes here look different to others, or were not there before. */
  Set<String> differingFrom(Seen before) {
    Set<String> ours = names();
    Map<String, Set<String>> now = looks(ours, "");
    Map<String, Set<String>> then = before.looks(ours, "");
    return ours.stream()
        .filter(name -> !Objects.equals(now.get(name), then.get(name)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Whether one of these has another constant than before. */
  boolean constantsDiffer(Seen before, Set<String> names) {
    return !looks(names, "constant").equals(before.looks(names, "constant"));
  }

  /** Classes that mention one of these, or one that inherits from them. */
  Set<String> usersOf(Set<String> names) {
    Set<String> meant = new HashSet<>(names);
    for (boolean more = true; more; ) {
      more = false;
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        if (meant.contains(outermost(file.getKey()))) continue;
        ClassModel type = ClassFile.of().parse(file.getValue());
        more |=
            Stream.concat(type.superclass().stream(), type.interfaces().stream())
                    .map(ClassEntry::asInternalName)
                    .anyMatch(above -> meant.contains(outermost(above)))
                && meant.add(outermost(file.getKey()));
      }
    }
    Set<String> users = new TreeSet<>(meant);
    files.forEach((name, bytes) -> {
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      if (meant.stream().anyMatch(one -> mentions(text, one))) users.add(outermost(name));
    });
    return users;
  }

  private static boolean mentions(String text, String name) {
    for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
      int end = at + name.length();
      if (end == text.length() || !Character.isLetterOrDigit(text.charAt(end))) return true;
    }
    return false;
  }

  private Set<String> names() {
    return files.keySet().stream().map(Seen::outermost).collect(Collectors.toSet());
  }

  private static String outermost(String name) {
    return name.replaceAll("\\$.*|\\.class$", "");
  }

  /** What others may see of each, line by line; of lines that begin so. */
  private Map<String, Set<String>> looks(Set<String> names, String beginning) {
    Map<String, Set<String>> found = new TreeMap<>();
    files.forEach((name, bytes) -> {
      String outer = outermost(name);
      if (!names.contains(outer) || name.matches(".*\\$\\d.*")) return;
      Set<String> lines = found.computeIfAbsent(outer, o -> new TreeSet<>());
      look(bytes, lines);
      lines.removeIf(line -> !line.startsWith(beginning));
    });
    return found;
  }

  private static void look(byte[] bytes, Set<String> lines) {
    ClassModel type = ClassFile.of().parse(bytes);
    String in = type.thisClass().asInternalName() + " ";
    lines.add("type " + in + type.flags().flagsMask() + signature(type));
    lines.add("above " + in + type.superclass() + type.interfaces());
    type.findAttribute(Attributes.permittedSubclasses())
        .ifPresent(all -> lines.add("permits " + in + all.permittedSubclasses()));
    type.findAttribute(Attributes.record())
        .ifPresent(all ->
            all.components().forEach(c -> lines.add("part " + in + c.name() + c.descriptor())));
    for (FieldModel field : type.fields()) {
      if (field.flags().has(AccessFlag.PRIVATE)) continue;
      String what = in + field.fieldName() + " " + field.fieldType();
      lines.add("field " + what + field.flags().flagsMask() + signature(field));
      field.findAttribute(Attributes.constantValue())
          .ifPresent(value -> lines.add("constant " + what + value.constant()));
    }
    for (MethodModel method : type.methods()) {
      boolean unseen =
          method.flags().has(AccessFlag.PRIVATE) || method.flags().has(AccessFlag.SYNTHETIC);
      if (unseen) continue;
      String what = in + method.methodName() + method.methodType();
      lines.add("method " + what + method.flags().flagsMask() + signature(method));
      method.findAttribute(Attributes.exceptions())
          .ifPresent(all -> lines.add("throws " + what + all.exceptions()));
    }
  }

  private static String signature(AttributedElement element) {
    return element.findAttribute(Attributes.signature())
        .map(found -> " " + found.signature().stringValue())
        .orElse("");
  }
}
