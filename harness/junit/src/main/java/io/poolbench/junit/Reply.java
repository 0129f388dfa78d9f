package io.poolbench.junit;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.opentest4j.AssertionFailedError;

/** The file in which a fork says what became of the test: what it has thrown, or null. */
final class Reply {

  private Reply() {}

  static void write(Path file, @Nullable Throwable thrown) throws IOException {
    try {
      serialize(file, thrown);
    } catch (IOException e) {
      // What a test throws may hold anything; its text can always be sent.
      StringWriter text = new StringWriter();
      if (thrown != null) {
        thrown.printStackTrace(new PrintWriter(text));
      }
      serialize(file, new AssertionFailedError(text.toString()));
    }
  }

  private static void serialize(Path file, @Nullable Throwable thrown) throws IOException {
    try (ObjectOutputStream out = new ObjectOutputStream(Files.newOutputStream(file))) {
      out.writeObject(thrown);
    }
  }

  static @Nullable Throwable read(Path file) throws IOException {
    try (ObjectInputStream in = new ObjectInputStream(Files.newInputStream(file))) {
      return (Throwable) in.readObject();
    } catch (ClassNotFoundException e) {
      throw new IOException(e);
    }
  }
}
