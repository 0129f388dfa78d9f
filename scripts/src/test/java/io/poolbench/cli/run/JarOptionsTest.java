package io.poolbench.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.cli.Cli;
import io.poolbench.harness.jar.JarArm;
import io.poolbench.harness.jar.JmhJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a mistake with jars costs: exit code 2, one clear line, and nothing measured. */
final class JarOptionsTest {

  @TempDir private static Path folder;
  private static Path jar;

  @BeforeAll
  static void build() throws IOException {
    jar = JmhJar.build(folder.resolve("jar"), JmhJar.BENCHMARKS);
  }

  private static String refused(String... arguments) {
    Cli run = Cli.run(withOut(arguments));
    assertThat(run.exitCode()).as(run.errors()).isEqualTo(2);
    assertThat(folder.resolve("run")).doesNotExist();
    String line = run.errors().lines().findFirst().orElse("");
    return line.replaceFirst("^poolbench: (.*); see poolbench run --help$", "$1");
  }

  private static String[] withOut(String... arguments) {
    List<String> all = new ArrayList<>(List.of("run", "--out=" + folder.resolve("run")));
    all.addAll(List.of(arguments));
    return all.toArray(String[]::new);
  }

  @Test
  void aJarThatIsNotThereIsRefused() {
    Path missing = folder.resolve("missing.jar");
    assertThat(refused("--jar=" + missing)).isEqualTo(missing + ": no such file, expected a jar");
  }

  @Test
  void whatIsNoJarIsRefused() throws IOException {
    Path text = Files.writeString(folder.resolve("text.jar"), "text");
    assertThat(refused("--arm=a=" + text))
        .startsWith("--arm a: " + text + ": is no jar (")
        .endsWith("); expected one with JMH benchmarks");
  }

  @Test
  void aJarWithoutJmhIsRefused() {
    Path plain = JmhJar.of(folder.resolve("plain.jar"), "file");
    assertThat(refused("--jar=" + plain))
        .isEqualTo(
            plain
                + ": holds no JMH; expected an executable JMH jar, or a class path with jmh-core"
                + " and what it needs");
  }

  @Test
  void aJarWithoutBenchmarksIsRefused() throws IOException {
    Path none = JmhJar.build(folder.resolve("none"));
    assertThat(refused("--jar=" + none))
        .isEqualTo(
            none
                + ": holds no JMH benchmarks (no META-INF/BenchmarkList); expected the jar that a"
                + " JMH project builds");
  }

  @Test
  void aJvmThatIsNotThereIsRefused() {
    Path nowhere = folder.resolve("nowhere");
    assertThat(refused("--jar=" + jar, "--arm=a=jvm=" + nowhere))
        .isEqualTo(
            "--arm a: jvm=%s: found no executable %s, expected the home of a JDK or its java"
                .formatted(nowhere, nowhere));
  }

  @Test
  void anExecutableThatIsNoJvmIsRefused() {
    assertThat(refused("--jar=" + jar, "--arm=a=,jvm=/bin/false"))
        .startsWith("--arm a: jvm=/bin/false: does not run");
  }

  @Test
  void anArmWithoutANameIsRefusedWithTheForm() {
    assertThat(refused("--arm=" + jar))
        .isEqualTo(
            "--arm: found '%s', expected NAME=[JAR][,jvm=PATH][,gc=NAME][,heap=SIZE][,headers=KIND][,args=ARGS] with a name of letters, digits, '.' and '_'"
                .formatted(jar));
  }

  @Test
  void anArmWithoutAJarIsRefused() {
    assertThat(refused("--arm=a=args=-Dx=y"))
        .isEqualTo(
            "--arm a: names no jar; expected NAME=[JAR][,jvm=PATH][,gc=NAME][,heap=SIZE][,headers=KIND][,args=ARGS], or --jar for all");
  }

  @Test
  void twoArmsOfOneNameAreRefused() {
    assertThat(refused("--jar=" + jar, "--arm=a=", "--arm=a="))
        .isEqualTo("--arm a: is named twice");
  }

  @Test
  void aJarThatNoArmTakesIsRefused() {
    Path unused = folder.resolve("unused.jar");
    assertThat(refused("--jar=" + unused, "--arm=a=" + jar, "--arm=b=" + jar + ",gc=g1"))
        .isEqualTo(
            "--jar: every --arm names a jar of its own, so %s would not be measured; leave out --jar"
                .formatted(unused));
  }

  @Test
  void anArmAloneIsRefused() {
    assertThat(refused("--jar=" + jar, "--arm=a="))
        .isEqualTo(
            "--arm a: is the only arm, so nothing can be compared; give a second --arm, or leave it"
                + " out to measure a --jar alone");
    assertThat(refused("--jar=" + jar, "--arm=a=", "--vary-param=colour=red,green"))
        .startsWith("--vary-param: no benchmark has");
  }

  @Test
  void oneValueOfAParameterIsRefused() {
    assertThat(refused("--jar=" + jar, "--vary-param=buffer=kept"))
        .startsWith("--vary-param: found 'buffer=kept', expected NAME=A,B");
    assertThat(refused("--jar=" + jar, "--vary-param=buffer=kept,"))
        .startsWith("--vary-param: found 'buffer=kept,', expected NAME=A,B");
  }

  @Test
  void valuesOfAParameterOfSeveralJarsAreRefused() {
    assertThat(refused("--jar=" + jar, "--arm=a=", "--arm=b=", "--vary-param=buffer=fresh,kept"))
        .startsWith("--vary-param: found 2 arms, expected one");
  }

  @Test
  void aParameterThatNoBenchmarkHasIsRefused() {
    assertThat(refused("--jar=" + jar, "--vary-param=colour=red,green"))
        .isEqualTo("--vary-param: no benchmark has the parameter [colour]");
  }

  @Test
  void aSelectionThatMatchesNothingIsRefusedWithTheBenchmarksThatExist() {
    assertThat(refused("--jar=" + jar, "--include=nosuch"))
        .isEqualTo(
            "--include: 'nosuch' matches no benchmark; there are [sample.Buffers.Copy.take/size=1000/buffer=fresh,"
                + " sample.Buffers.Copy.take/size=1000/buffer=kept,"
                + " sample.Buffers.Copy.take/size=4000/buffer=fresh,"
                + " sample.Buffers.Copy.take/size=4000/buffer=kept, sample.Buffers.Tally.add,"
                + " sample.Buffers.Tally.fail]");
  }

  @Test
  void jarsWithoutACommonBenchmarkAreRefused() throws IOException {
    String renamed = JmhJar.BENCHMARKS.replace("class Buffers", "class Renamed");
    Path other = JmhJar.build(folder.resolve("other"), renamed);
    assertThat(refused("--arm=a=" + jar, "--arm=b=" + other, "--include=take"))
        .isEqualTo(
            "no benchmark is in two arms, nothing can be compared: sample.Buffers.Copy.take is in"
                + " arm a only: not measured");
  }

  @Test
  void whatOnlyOurOwnBenchmarksCanIsRefused() {
    assertThat(refused("--jar=" + jar, "--threads=virtual")).startsWith("--threads: is only for");
    assertThat(refused("--own-iterations")).startsWith("--own-iterations: needs --jar");
  }

  @Test
  void aCensusOfOurOwnNeedsNoOptionAndAProfileHasAKind() {
    assertThat(refused("--footprint"))
        .isEqualTo(
            "--footprint: needs --jar; the plan has those of poolbench's own benchmarks already");
    assertThat(refused("--jar=" + jar, "--profile=heap"))
        .isEqualTo("--profile: found 'heap', expected alloc, cpu or live");
  }

  @Test
  void aNewRunIsNotNarrowed() {
    assertThat(refused("--jar=" + jar, "--only=Copy"))
        .isEqualTo("--only: needs --resume; a new run selects with --include");
  }

  @Test
  void armsByNameThatCannotBeAreRefused() {
    assertThat(refused("--jar=" + jar, "--vary-benchmark=take"))
        .startsWith("--vary-benchmark: found 'take' with no group; expected");
    assertThat(refused("--jar=" + jar, "--vary-benchmark=(nosuch)"))
        .startsWith("--vary-benchmark: '(nosuch)' matches no benchmark; expected")
        .endsWith(
            "there are [sample.Buffers.Copy.take, sample.Buffers.Tally.add,"
                + " sample.Buffers.Tally.fail]");
    assertThat(refused("--jar=" + jar, "--vary-benchmark=\\.(\\w+)$"))
        .contains("gives sample.Buffers.Copy.* one arm only, [take]");
    assertThat(refused("--jar=" + jar, "--vary-benchmark=Tally\\.(\\w+)", "--base=sub"))
        .isEqualTo("--base: there is no arm sub; expected one of [add, fail]");
    assertThat(refused("--jar=" + jar, "--base=add")).startsWith("--base: needs --vary-benchmark");
    assertThat(refused("--vary-benchmark=(a)")).startsWith("--vary-benchmark: needs --jar");
  }

  /** What is not included may have one arm: the run goes on to the next mistake. */
  @Test
  void onlyWhatIsIncludedNeedsTwoArms() {
    assertThat(
            refused(
                "--jar=" + jar,
                "--vary-benchmark=\\.(\\w+)$",
                "--include=Tally",
                "--footprint-param=size=1,2"))
        .startsWith("--footprint-param: no benchmark has the parameter size");
  }

  @Test
  void aParameterThatCountsIsTwoNumbersAndThere() {
    assertThat(refused("--jar=" + jar, "--footprint-param=size=200,100"))
        .isEqualTo(
            "--footprint-param: found 'size=200,100', expected NAME=FEWER,MORE with two numbers of"
                + " units, as in connections=100,200");
    assertThat(refused("--jar=" + jar, "--footprint-param=colour=1,2"))
        .isEqualTo(
            "--footprint-param: no benchmark has the parameter colour, or an arm pins it; there are"
                + " [buffer, size]");
    assertThat(refused("--footprint-param=a=1,2")).startsWith("--footprint-param: needs --jar");
  }

  @Test
  void anArmSetsItsJvmAsAnyRunDoes() {
    JarArm arm = JarArm.parse("a=,gc=g1,heap=1g,args=-Dlist=a,b -Xss1m", jar.toString());
    assertThat(arm.jvmArgs())
        .containsExactly("-XX:+UseG1GC", "-Xms1g", "-Xmx1g", "-Dlist=a,b", "-Xss1m");
    assertThat(arm.withJvmArgs(List.of("-Dall=yes")).jvmArgs())
        .startsWith("-Dall=yes", "-XX:+UseG1GC");
    assertThat(refused("--arm=a=" + jar + ",gc=fast"))
        .isEqualTo("--arm a: --gc: found 'fast', expected one of [g1, parallel, serial, zgc]");
    assertThat(refused("--arm=a=" + jar + ",gc=g1,gc=zgc"))
        .startsWith("--arm a: gc: is given twice");
  }
}
