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
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

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
    // One thread alone writes and exits, so that no source is left half written.
    Map<Path, String> repaired = new ConcurrentSkipListMap<>();
    Map<Path, String> mistakes = new ConcurrentSkipListMap<>();
    sources.parallelStream().forEach(source -> format(source, repaired, mistakes));
    if (!mistakes.isEmpty()) {
      mistakes.forEach((source, mistake) -> System.err.println(source + ": " + mistake));
      System.exit(1);
    }
    if (apply) {
      for (Map.Entry<Path, String> source : repaired.entrySet()) {
        Files.writeString(source.getKey(), source.getValue());
      }
    }
    String outcome = apply ? "formatted " : "not formatted: ";
    repaired.keySet().forEach(source -> System.err.println(outcome + source));
    if (!apply && !repaired.isEmpty()) {
      System.err.println("repair with: mvn -N process-sources -Dformat=apply");
      System.exit(1);
    }
  }

  private static List<Path> sources(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !isBuilt(file))
          .sorted()
          .toList();
    }
  }

  /** Whether it stands where a module's build writes. */
  private static boolean isBuilt(Path file) {
    return StreamSupport.stream(file.spliterator(), false)
        .anyMatch(part -> part.toString().equals("target"));
  }

  private static void format(Path source, Map<Path, String> repaired, Map<Path, String> mistakes) {
    try {
      String before = Files.readString(source);
      String used = RemoveUnusedImports.removeUnusedImports(before);
      String after = new Formatter().formatSource(ImportOrderer.reorderImports(used, Style.GOOGLE));
      if (!before.equals(after)) {
        repaired.put(source, after);
      }
    } catch (FormatterException e) {
      mistakes.put(source, e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
