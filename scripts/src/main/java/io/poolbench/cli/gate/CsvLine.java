package io.poolbench.cli.gate;

import io.poolbench.reports.model.InputException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads and writes the lines of files that are committed: fields between commas, quoted where they
 * must be. A quoted field may hold the end of a line, since names of benchmarks do.
 */
final class CsvLine {

  private static final Pattern FIELD = Pattern.compile("(?:\"((?:[^\"]|\"\")*+)\"|([^,\"]*+)),");

  /**
   * A comment, or fields and parts of them of which the quoted ones may hold ends of lines; where a
   * quote is never closed, what stands on its line.
   */
  private static final Pattern LINE =
      Pattern.compile(
          "(#[^\r\n]*+|(?:[^\"\r\n]++|\"[^\"]*+\")*+(?=[\r\n]|\\z)|[^\r\n]*+)(\r\n|\r|\n|\\z)");

  private static final Pattern END = Pattern.compile("\r\n|\r|\n");

  private CsvLine() {}

  /**
   * Holds a line of such a file.
   *
   * @param where its file and number, for what is wrong with it
   */
  record Numbered(String where, String text) {}

  /**
   * Reads the lines of a file that are neither blank nor comments.
   *
   * @param what the file holds
   * @param make tells how it is made
   * @throws InputException where it cannot be read
   */
  static List<Numbered> read(Path file, String what, String make) {
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new InputException(file.toString(), "no such file", what, make);
    } catch (CharacterCodingException e) {
      throw new InputException(
          file.toString(), "bytes that are no text", "UTF-8", "mend it, or " + make);
    } catch (IOException e) {
      throw new InputException(file.toString(), "cannot be read: " + e, what, "check it");
    }
    return lines(file, text);
  }

  private static List<Numbered> lines(Path file, String text) {
    List<Numbered> lines = new ArrayList<>();
    int number = 1;
    Matcher line = LINE.matcher(text);
    while (line.find()) {
      String content = line.group(1);
      if (!content.isBlank() && !content.startsWith("#")) {
        lines.add(new Numbered(file + ":" + number, content));
      }
      number += (int) END.matcher(line.group()).results().count();
    }
    return lines;
  }

  /** Writes fields as a line, without its end. */
  static String of(String... fields) {
    return Stream.of(fields).map(CsvLine::quoted).collect(Collectors.joining(","));
  }

  /** Quotes a field that has a comma, a quote or an end of line, or starts as a comment does. */
  private static String quoted(String field) {
    return field.matches("[^,\"#\r\n][^,\"\r\n]*+|")
        ? field
        : '"' + field.replace("\"", "\"\"") + '"';
  }

  /** Returns the fields of a line, or none where they are not written so. */
  static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    Matcher field = FIELD.matcher(line + ",");
    int end = 0;
    while (field.find() && field.start() == end) {
      end = field.end();
      String inner = field.group(1);
      fields.add(inner == null ? field.group(2) : inner.replace("\"\"", "\""));
    }
    return end == line.length() + 1 ? fields : List.of();
  }
}
