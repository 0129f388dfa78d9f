package io.poolbench.cli.report;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.poolbench.reports.model.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Writes files aside and renames them: what is being read never changes halfway. */
final class PageFile {

  private PageFile() {}

  /**
   * Writes a file, in place of the one that is there.
   *
   * @param remedy what to do where it cannot be written
   * @throws InputException where it cannot be written
   */
  static void write(Path file, String text, String remedy) {
    Path aside =
        file.resolveSibling(".%s-%s.part".formatted(file.getFileName(), UUID.randomUUID()));
    try {
      Files.writeString(aside, text);
      Files.move(aside, file, ATOMIC_MOVE, REPLACE_EXISTING);
    } catch (IOException e) {
      throw new InputException(
          file.toString(), "cannot be written (" + e + ")", "a writable place", remedy);
    }
  }
}
