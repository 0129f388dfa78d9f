package io.poolbench.cli.revision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolbench.reports.model.InputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Real repositories and real builds of two revisions. */
final class RevisionsTest {

  @TempDir private Path folder = Path.of("");
  private Path run = Path.of("");
  private Project project = new Project(Path.of(""));
  private final StringWriter told = new StringWriter();

  @BeforeEach
  void create() throws IOException {
    project = Project.create(folder.resolve("project"));
    run = folder.resolve("run");
  }

  private Revisions.Built build(String... options) {
    return buildIn(project.folder(), options);
  }

  private Revisions.Built buildIn(Path work, String... options) {
    List<String> all = new ArrayList<>(List.of(options));
    if (!all.contains("--build") && !Files.exists(work.resolve("gradlew"))) {
      all.addAll(List.of("--build", Project.BUILD));
    }
    return CommandLine.populateCommand(new Revisions(), all.toArray(String[]::new))
        .build(work, run, new PrintWriter(told, true));
  }

  private static List<String> entries(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream().map(ZipEntry::getName).toList();
    }
  }

  @Test
  void theWorkingTreeIsBuiltWithItsNewFilesAndLeftAsItIs() throws IOException {
    project.git("checkout", "--quiet", "-b", "change");
    project.jarSays("head");
    Files.writeString(project.folder().resolve("new.txt"), "x");
    String before = project.git("status", "--porcelain");
    Revisions.Built built =
        build("--build", Project.BUILD + "; ls new.txt > target/seen; cat target/seen");
    assertThat(entries(built.base())).containsExactly("base");
    assertThat(entries(built.head())).containsExactly("head");
    assertThat(run.resolve("build-head.log")).content().contains("new.txt");
    assertThat(project.git("status", "--porcelain")).isEqualTo(before);
    assertThat(project.folder().resolve("target")).doesNotExist();
    assertThat(told.toString())
        .contains("gate: building the merge base", "gate: building the working tree");
  }

  @Test
  void theBaselineIsWhereTheBranchLeftTheMainOne() throws IOException {
    project.git("checkout", "--quiet", "-b", "change");
    project.jarSays("head");
    project.commit("two");
    project.git("checkout", "--quiet", "main");
    project.jarSays("main went on");
    project.commit("three");
    project.git("checkout", "--quiet", "change");
    assertThat(entries(build().base())).containsExactly("base");
  }

  @Test
  void aReleaseIsBuiltBesideTheOthers() throws IOException {
    project.git("tag", "v1");
    project.jarSays("two");
    project.commit("two");
    project.jarSays("head");
    Revisions.Built built = build("--base", "HEAD", "--release", "v1");
    assertThat(entries(built.release().orElseThrow())).containsExactly("base");
    assertThat(entries(built.base())).containsExactly("two");
    assertThat(build("--base", "HEAD").release()).isEmpty();
    assertThatThrownBy(() -> build("--base", "HEAD", "--release", "v9"))
        .hasMessageStartingWith("--release v9: there is no such revision in ");
  }

  @Test
  void theHeadIsBuiltAloneThoughNothingHasChanged() throws IOException {
    Path head =
        CommandLine.populateCommand(new Revisions(), "--build", Project.BUILD)
            .buildHead(project.folder(), run, new PrintWriter(told, true));
    assertThat(entries(head)).containsExactly("base");
    assertThat(project.worktrees()).hasSize(1);
  }

  @Test
  void noCheckoutIsLeft() throws IOException {
    project.jarSays("head");
    build("--base", "main");
    assertThat(project.worktrees()).hasSize(1);
  }

  @Test
  void whatTheManifestNamesIsKeptToo() throws IOException {
    project.jarSays("head");
    String build =
        """
        mkdir -p target/lib/classes && touch target/lib/classes/x && cp in.jar target/lib/deep.jar
        printf 'Class-Path: deep.jar classes/ gone.jar\\n' > target/a
        %1$s cfm target/lib/dep.jar target/a in.jar
        printf 'Class-Path: lib/dep.jar\\n' > target/m
        %1$s cfm target/my-benchmarks.jar target/m in.jar"""
            .formatted(System.getProperty("java.home") + "/bin/jar");
    Path base = build("--base", "main", "--build", build).base();
    assertThat(base.resolveSibling("lib/dep.jar")).exists();
    assertThat(base.resolveSibling("lib/deep.jar")).exists();
    assertThat(base.resolveSibling("lib/classes/x")).exists();
  }

  @Test
  void whatIsNoJarIsRefused() throws IOException {
    project.jarSays("head");
    String build = "mkdir -p target && echo x > target/my-benchmarks.jar";
    assertThatThrownBy(() -> build("--base", "main", "--build", build))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("my-benchmarks.jar: cannot be kept in");
  }

  @Test
  void whatGitWarnsOfIsNoPartOfARevision() throws IOException {
    project.git("tag", "main");
    project.git("checkout", "--quiet", "-b", "change");
    project.jarSays("head");
    assertThat(entries(build().base())).containsExactly("base");
  }

  @Test
  void aRevisionThatDoesNotBuildNamesItsLogAndLeavesNoCheckout() throws IOException {
    project.jarSays("head");
    assertThatThrownBy(() -> build("--base", "main", "--build", "echo broken pom; exit 3"))
        .isInstanceOf(InputException.class)
        .hasMessage(
            "main: does not build with 'echo broken pom; exit 3'; expected a revision that builds;"
                + " see %s, or give another --build",
            run.resolve("build-base.log"));
    assertThat(run.resolve("build-base.log")).hasContent("broken pom");
    assertThat(project.worktrees()).hasSize(1);
  }

  @Test
  void aGradleProjectIsBuiltByItsWrapper() throws IOException {
    Path wrapper = project.folder().resolve("gradlew");
    Files.writeString(
        wrapper, "#!/bin/sh\nmkdir -p build/libs && cp in.jar \"build/libs/$2-1.0-jmh.jar\"\n");
    assertThat(wrapper.toFile().setExecutable(true)).isTrue();
    Files.writeString(project.folder().resolve("build.gradle.kts"), "");
    project.commit("gradle");
    project.jarSays("head");
    Revisions.Built built = build("--base", "HEAD");
    assertThat(entries(built.base())).containsExactly("base");
    assertThat(built.head()).hasFileName("jmhJar-1.0-jmh.jar");
  }

  @Test
  void aProjectThatNobodyCanBuildIsRefused() throws IOException {
    Files.writeString(project.folder().resolve("build.gradle"), "");
    assertThatThrownBy(() -> ProjectBuild.of(project.folder(), "main", null, "*.jar"))
        .hasMessage(
            "main: holds a build.gradle but no gradlew; expected Gradle's wrapper; give --build");
    assertThatThrownBy(() -> ProjectBuild.of(folder, "main", null, "*.jar"))
        .hasMessageStartingWith("main: holds no pom.xml and no build.gradle");
    Files.writeString(project.folder().resolve("pom.xml"), "");
    assertThat(ProjectBuild.of(project.folder(), "main", null, "*.jar").command())
        .startsWith("mvn ");
  }

  /** A build's daemon would spoil what is measured next. */
  @Test
  void whatABuildLeavesBehindEndsWithIt() throws Exception {
    project.jarSays("head");
    Path pid = folder.resolve("pid");
    build(
        "--base",
        "main",
        "--build",
        Project.BUILD + "; setsid sleep 1000 > /dev/null 2>&1 & echo $! >> " + pid);
    for (String left : Files.readAllLines(pid)) {
      Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(left));
      if (process.isPresent()) {
        process.get().onExit().get(30, TimeUnit.SECONDS);
      }
    }
  }

  @Test
  void aBuildWithoutAJarOrWithTwoIsRefused() throws IOException {
    project.jarSays("head");
    assertThatThrownBy(() -> build("--base", "main", "--build", "true"))
        .hasMessageStartingWith(
            "main: the build made no file that matches {**/target/*benchmarks.jar");
    assertThatThrownBy(
            () ->
                build(
                    "--base",
                    "main",
                    "--build",
                    Project.BUILD + "; cp in.jar target/b-benchmarks.jar"))
        .hasMessageStartingWith("main: the build made 2 files that match")
        .hasMessageContaining("say which with --jar GLOB");
  }

  @Test
  void theSameFilesTwiceAreRefused() {
    assertThatThrownBy(() -> build("--base", "main"))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith(
            "main and the working tree: hold the same files; expected two revisions that differ");
    assertThat(run).doesNotExist();
  }

  @Test
  void anUnknownRevisionIsRefused() {
    assertThatThrownBy(() -> build("--base", "v9"))
        .hasMessageStartingWith("--base v9: there is no such revision in ");
    assertThatThrownBy(() -> build("--head", "v9"))
        .hasMessageStartingWith("--head v9: there is no such revision in ");
  }

  @Test
  void aNameThatLooksLikeAnOptionOfGitIsARevisionThatDoesNotExist() {
    assertThatThrownBy(() -> build("--base", "HEAD", "--release=--all"))
        .hasMessageStartingWith("--release --all: there is no such revision in ");
    assertThatThrownBy(() -> build("--base=--is-bare-repository"))
        .hasMessageStartingWith("--base --is-bare-repository: there is no such revision in ");
  }

  @Test
  void aShallowCloneSaysHowToFetchTheRest() throws IOException {
    project.git("checkout", "--quiet", "-b", "change");
    project.jarSays("head");
    project.commit("two");
    project.git("checkout", "--quiet", "main");
    Path clone = folder.resolve("clone");
    project.git(
        "clone",
        "--quiet",
        "--depth=1",
        "--no-single-branch",
        "--branch=change",
        "file://" + project.folder(),
        clone.toString());
    assertThatThrownBy(() -> buildIn(clone))
        .hasMessageContaining("this clone is shallow")
        .hasMessageContaining("fetch-depth: 0");
  }

  @Test
  void aFolderOutsideOfGitIsRefused() throws IOException {
    Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
    assertThatThrownBy(() -> buildIn(elsewhere))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("not a git repository");
  }
}
