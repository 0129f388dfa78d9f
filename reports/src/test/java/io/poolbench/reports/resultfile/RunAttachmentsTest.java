package io.poolbench.reports.resultfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolbench.reports.model.InputException;
import io.poolbench.reports.model.StoredRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class RunAttachmentsTest {

  @TempDir private Path folder;

  @Test
  void sourcesOfEveryVariantInTheOrderOfThePlan() throws IOException {
    write("run/sources/a/After.java", "class After {}\n");
    write("run/sources/a/Before.java", "class Before {}\n");
    write("run/sources/a/Other.java", "class Other {}\n");
    assertThat(attachments().sources(List.of(subject("a"), subject("a"), subject("none"))))
        .containsExactly(
            new StoredRun.Source("a", "before", "Before.java", List.of("class Before {}")),
            new StoredRun.Source("a", "after", "After.java", List.of("class After {}")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../outside", "..", "", "\0", "/etc"})
  void noNameLeadsOutOfTheRun(String technique) throws IOException {
    write("outside/Before.java", "secret");
    write("run/Before.java", "not a source");
    assertThat(attachments().sources(List.of(subject(technique)))).isEmpty();
    write("outside/result.json", "{\"bytesByClass\":{\"a\":1}}");
    assertThat(attachments().retainedBytes(trial("footprint", "../outside/result.json"))).isEmpty();
  }

  @Test
  void bytesByClassWithoutTheAddressesOfHiddenClasses() throws IOException {
    write(
        "run/trials/0.json",
        "{\"bytesByClass\":{\"A$$Lambda/0x00ab\":16,\"A$$Lambda/0x00cd\":8,\"byte[]\":3.5}}");
    assertThat(attachments().retainedBytes(trial("footprint", "trials/0.json")))
        .isEqualTo(Map.of("A$$Lambda", 24.0, "byte[]", 3.5));
  }

  @Test
  void otherTrialsAndMissingFilesRetainNothing() throws IOException {
    write("run/trials/0.json", "{\"bytesByClass\":{\"a\":1}}");
    assertThat(attachments().retainedBytes(trial("timing", "trials/0.json"))).isEmpty();
    assertThat(attachments().retainedBytes(trial("footprint", "trials/1.json"))).isEmpty();
  }

  @Test
  void aBrokenResultIsToldInOneLine() throws IOException {
    write("run/trials/0.json", "{\"bytesByClass\":{");
    assertThatThrownBy(() -> attachments().retainedBytes(trial("footprint", "trials/0.json")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("0.json")
        .hasMessageNotContainingAny("\n");
  }

  private RunAttachments attachments() {
    return new RunAttachments(folder.resolve("run"));
  }

  private void write(String file, String text) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private static JsonNode trial(String kind, String result) {
    return JsonInput.MAPPER.valueToTree(Map.of("kind", kind, "result", result));
  }

  private static StoredRun.Subject subject(String technique) {
    return new StoredRun.Subject(
        "A/op=x", technique, "x", "", "", List.of("before", "after"), List.of());
  }
}
