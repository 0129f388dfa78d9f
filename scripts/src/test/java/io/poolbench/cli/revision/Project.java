package io.poolbench.cli.revision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * A real git repository whose build copies a jar that is committed in it.
 *
 * @param folder of the work tree
 */
public record Project(Path folder) {

  static final String BUILD = "mkdir -p target && cp in.jar target/my-benchmarks.jar";

  private static final Map<String, String> ALONE =
      Map.of(
          "GIT_AUTHOR_NAME", "a",
          "GIT_AUTHOR_EMAIL", "a@example.org",
          "GIT_COMMITTER_NAME", "a",
          "GIT_COMMITTER_EMAIL", "a@example.org",
          "GIT_CONFIG_GLOBAL", "/dev/null");

  /** With one commit on its branch main, of a jar that says {@code base}. */
  public static Project create(Path folder) throws IOException {
    Project project = new Project(Files.createDirectories(folder));
    project.git("init", "--quiet", "--initial-branch=main");
    Files.writeString(folder.resolve(".gitignore"), "target/\n");
    project.jarSays("base");
    project.commit("one");
    return project;
  }

  public String git(String... arguments) {
    return new Git(folder, ALONE).run(arguments);
  }

  public void commit(String message) {
    git("add", "--all");
    git("commit", "--quiet", "--message", message);
  }

  /** Writes a jar with one entry of that name. */
  void jarSays(String entry) throws IOException {
    try (JarOutputStream jar =
        new JarOutputStream(Files.newOutputStream(folder.resolve("in.jar")))) {
      jar.putNextEntry(new JarEntry(entry));
    }
  }

  public List<String> worktrees() {
    return git("worktree", "list").lines().toList();
  }
}
