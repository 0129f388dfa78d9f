import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code Format (check|apply) FOLDER...}: holds every Java source to google-java-format. A program
 * of its own, because the formatter needs the JDK of the sources, not the one that runs Maven.
 */
final class Format {

  private Format() {}

  public static void main(String[] args) throws IOException {
    boolean apply = args[0].equals("apply");
    List<Path> sources = new ArrayList<>();
    for (String folder : List.of(args).subList(1, args.length)) {
      sources.addAll(sources(Path.of(folder)));
    }
    List<Path> unformatted =
        sources.parallelStream().filter(source -> !isFormatted(source, apply)).toList();
    String outcome = apply ? "formatted " : "not formatted: ";
    unformatted.forEach(source -> System.err.println(outcome + source));
    if (!apply && !unformatted.isEmpty()) {
      System.err.println("repair with: mvn -N process-sources -Dformat=apply");
      System.exit(1);
    }
  }

  private static boolean isFormatted(Path source, boolean apply) {
    try {
      String before = Files.readString(source);
      String after = formatted(source, before);
      boolean same = before.equals(after);
      if (apply && !same) {
        Files.writeString(source, after);
      }
      return same;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> sources(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.toString().contains("/target/"))
          .sorted()
          .toList();
    }
  }

  private static String formatted(Path source, String code) {
    try {
      String used = RemoveUnusedImports.removeUnusedImports(code);
      return new Formatter().formatSource(ImportOrderer.reorderImports(used, Style.GOOGLE));
    } catch (FormatterException e) {
      System.err.println(source + ": " + e.getMessage());
      System.exit(1);
      throw new AssertionError(e);
    }
  }
}
