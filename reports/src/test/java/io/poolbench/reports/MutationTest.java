package io.poolbench.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.poolbench.reports.compare.Comparer;
import io.poolbench.reports.compare.Grouping;
import io.poolbench.reports.gate.Gate;
import io.poolbench.reports.gate.Questions;
import io.poolbench.reports.gate.Rule;
import io.poolbench.reports.gate.StoredQuestions;
import io.poolbench.reports.model.InputException;
import io.poolbench.reports.model.ResultSet;
import io.poolbench.reports.profile.Profile;
import io.poolbench.reports.profile.ProfileReader;
import io.poolbench.reports.profile.Recording;
import io.poolbench.reports.render.Format;
import io.poolbench.reports.render.ProfileFormats;
import io.poolbench.reports.render.Rendered;
import io.poolbench.reports.render.VerdictComment;
import io.poolbench.reports.render.VerdictFiles;
import io.poolbench.reports.render.VerdictFormats;
import io.poolbench.reports.resultfile.Input;
import io.poolbench.reports.resultfile.ResultFiles;
import io.poolbench.reports.view.Per;
import io.poolbench.reports.view.ProfileView;
import io.poolbench.reports.view.ProfileViewBuilder;
import io.poolbench.reports.view.ReportBuilder;
import io.poolbench.reports.view.ReportModel;
import io.poolbench.reports.view.Verdicts;
import io.poolbench.reports.view.VerdictsBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever a file holds, it is read or refused in one line: no stack trace, no hang, nothing that
 * would command a terminal. The seed makes every build try the same.
 */
final class MutationTest {

  private static final int MUTATIONS = 1000;

  /** Many times what all of one format take; what hangs never ends. */
  private static final Duration LONGEST = Duration.ofMinutes(2);

  /** What a name may hold that no output may. */
  private static final List<String> HOSTILE =
      List.of(
          "\u001b]0;OWNED\u0007",
          "\u009b2J",
          "\u202e",
          "\u2028",
          "\n::set-output name=x::1\n",
          "\\u001b[2J",
          "\\u0000",
          "##[command]x",
          "\\n::error::x",
          "NaN",
          "\"NaN\"",
          "-1e999",
          "{",
          "[",
          "]",
          "}",
          ",",
          "null",
          "\u00a0",
          "\ufffe",
          "\ud800",
          "1e400",
          "0",
          "-0",
          "=1+1");

  private static final Pattern RAW =
      Pattern.compile(
          "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]");

  /** A newline ends a line of ours; what stands before it is nobody's command. */
  private static final Pattern COMMAND = Pattern.compile("(?m)^\\s*::|##\\[|##vso\\[");

  @TempDir private Path folder = Path.of("");

  private static byte[] resource(String name) throws IOException {
    try (InputStream stream = MutationTest.class.getResourceAsStream("/" + name)) {
      return Objects.requireNonNull(stream, name).readAllBytes();
    }
  }

  /** Bytes flipped, cut, doubled, moved, or replaced by what is hostile. */
  private static byte[] mutated(byte[] original, RandomGenerator random, boolean text) {
    byte[] bytes = original;
    for (int times = random.nextInt(1, 4); times > 0; times--) {
      int from = random.nextInt(bytes.length + 1);
      int to = Math.min(bytes.length, from + random.nextInt(1 + Math.max(1, bytes.length / 8)));
      bytes =
          switch (random.nextInt(text ? 6 : 5)) {
            case 0 -> joined(bytes, 0, from, new byte[0], bytes.length);
            case 1 -> joined(bytes, 0, from, new byte[0], to);
            case 2 -> joined(bytes, 0, to, new byte[0], from);
            case 3 -> flipped(bytes, from, random);
            case 4 -> {
              byte[] noise = new byte[random.nextInt(1, 16)];
              random.nextBytes(noise);
              yield joined(bytes, 0, from, noise, Math.min(bytes.length, from + noise.length));
            }
            default -> {
              String hostile = HOSTILE.get(random.nextInt(HOSTILE.size()));
              yield joined(bytes, 0, from, hostile.getBytes(StandardCharsets.UTF_8), from);
            }
          };
    }
    return bytes;
  }

  private static byte[] flipped(byte[] bytes, int at, RandomGenerator random) {
    byte[] flipped = bytes.clone();
    if (at < flipped.length) {
      flipped[at] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  private static byte[] joined(byte[] bytes, int start, int end, byte[] between, int rest) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.write(bytes, start, end - start);
    joined.writeBytes(between);
    joined.write(bytes, rest, bytes.length - rest);
    return joined.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jmh/result.json",
        "cases/27-go-custom-unit/gate-old.txt",
        "cases/28-go-test2json/old.json",
        "cases/13-opsmin-csv-log/jdk-13-hs-multiply-jmh-result.csv",
        "cases/18-gz/old.json.gz"
      })
  void aResultIsReadOrRefusedInOneLine(String name) throws IOException {
    byte[] original = resource(name);
    Path whole = Files.write(folder.resolve("whole"), original);
    Path file = folder.resolve("mutated");
    RandomGenerator random = new SplittableRandom(20261129);
    assertTimeoutPreemptively(
        LONGEST,
        () -> {
          for (int i = 0; i < MUTATIONS; i++) {
            Files.write(file, mutated(original, random, !name.endsWith(".gz")));
            report(whole, file, name + ", mutation " + i);
          }
        });
  }

  @Test
  void aRunIsReadOrRefusedInOneLine() throws IOException {
    List<String> names = List.of("run.json", "benchmarks.txt", "jmh.json");
    List<byte[]> originals = new ArrayList<>();
    Path whole = Files.createDirectory(folder.resolve("whole"));
    Path run = Files.createDirectory(folder.resolve("run"));
    for (String name : names) {
      originals.add(resource("small-run/" + name));
      Files.write(whole.resolve(name), originals.getLast());
    }
    RandomGenerator random = new SplittableRandom(20261129);
    assertTimeoutPreemptively(
        LONGEST,
        () -> {
          for (int i = 0; i < MUTATIONS; i++) {
            int which = random.nextInt(names.size());
            for (int file = 0; file < names.size(); file++) {
              byte[] bytes = originals.get(file);
              Files.write(
                  run.resolve(names.get(file)),
                  file == which ? mutated(bytes, random, true) : bytes);
            }
            report(whole, run, "run, mutation " + i + " of " + names.get(which));
          }
        });
  }

  /** Whatever can be made of two inputs. */
  private static void report(Path whole, Path mutated, String what) {
    try {
      List<Input> inputs =
          List.of(new Input("whole", whole.toString()), new Input("mutated", mutated.toString()));
      ResultSet results = ResultFiles.read(inputs, InputStream.nullInputStream());
      ReportModel model =
          ReportBuilder.build(
              List.of("whole", "mutated"),
              results.runs(),
              Comparer.compare(
                  results, Grouping.of(".config", ".fullname", ".file", "", "*"), 0.05, 0.95));
      for (Format format : Format.values()) {
        Rendered rendered = format.render(model);
        assertHarmless(what, rendered.output());
        assertHarmless(what, rendered.warnings());
      }
      Questions questions = StoredQuestions.of(results, "whole", "mutated");
      Verdicts verdicts =
          VerdictsBuilder.build(
              "whole",
              "mutated",
              new Gate(Rule.ONCE).look(questions.asked()),
              questions,
              List.of(),
              results.findings(),
              _ -> false,
              List.of());
      assertHarmless(what, VerdictFormats.text(verdicts));
      assertHarmless(what, VerdictFormats.markdown(verdicts));
      assertHarmless(what, VerdictComment.of(verdicts));
      assertHarmless(what, VerdictFiles.junit(verdicts));
      assertHarmless(what, VerdictFiles.json(verdicts, 0));
    } catch (InputException e) {
      assertOneLine(what, e);
    } catch (RuntimeException e) {
      throw new AssertionError(what, e);
    }
  }

  @Test
  void aRecordingIsReadOrRefusedInOneLine() throws IOException {
    byte[] original = resource("profile/allocations.jfr");
    Path file = folder.resolve("mutated.jfr");
    RandomGenerator random = new SplittableRandom(20261129);
    assertTimeoutPreemptively(
        LONGEST,
        () -> {
          for (int i = 0; i < MUTATIONS; i++) {
            Files.write(file, mutated(original, random, false));
            profile(file, "recording, mutation " + i);
          }
        });
  }

  private static void profile(Path file, String what) {
    try {
      Recording recording = ProfileReader.read(file);
      List<ProfileView> views = new ArrayList<>();
      for (Profile profile : recording.profiles().values()) {
        views.add(
            new ProfileViewBuilder(0.005)
                .build(
                    List.of("a"),
                    List.of(profile),
                    List.of(recording.seconds()),
                    Per.RECORDING,
                    false,
                    20));
      }
      assertHarmless(what, ProfileFormats.text(views));
      assertHarmless(what, ProfileFormats.markdown(views));
      assertHarmless(what, ProfileFormats.json(views));
      recording.findings().forEach(finding -> assertHarmless(what, finding.toString()));
    } catch (InputException e) {
      assertOneLine(what, e);
    } catch (RuntimeException | Error e) {
      throw new AssertionError(what, e);
    }
  }

  private static void assertOneLine(String what, InputException e) {
    assertHarmless(what, String.valueOf(e.getMessage()));
    assertThat(e.getMessage()).as(what).doesNotContain("\n");
  }

  private static void assertHarmless(String what, String output) {
    assertThat(RAW.matcher(output).find()).as("%s: a raw control character", what).isFalse();
    assertThat(COMMAND.matcher(output).find()).as("%s: a command of a runner", what).isFalse();
  }
}
