package io.poolbench.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The technique of README.md, compiled as it stands there and held to what every other owes. */
final class WorkedExampleTest {

  private static final Path PAGE = Path.of("README.md");
  private static final String PACKAGE = "io.poolbench.scenarios.encoding";
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```java\\R(.*?)^```$");
  private static final Pattern TYPE =
      Pattern.compile("(?m)^(?:public )?(?:final )?\\w+ (\\w+).*\\{");

  @TempDir private static Path folder = Path.of("");

  private static URLClassLoader loader = new URLClassLoader(new URL[0]);

  @BeforeAll
  static void compile() throws IOException {
    List<String> arguments = new ArrayList<>(List.of("-Xlint:all", "-Werror", "-proc:none"));
    arguments.addAll(List.of("-d", folder.toString()));
    arguments.addAll(List.of("-cp", System.getProperty("java.class.path")));
    Matcher block = BLOCK.matcher(Files.readString(PAGE));
    while (block.find()) {
      Matcher type = TYPE.matcher(block.group(1));
      assertThat(type.find()).as("a type in %s", block.group(1)).isTrue();
      Path source = folder.resolve(type.group(1) + ".java");
      arguments.add(Files.writeString(source, block.group(1)).toString());
    }
    int exitCode =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertThat(exitCode).as("the compiler's, which says why above").isZero();
    loader =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, PoolContract.class.getClassLoader());
  }

  @AfterAll
  static void close() throws IOException {
    loader.close();
  }

  private static Technique technique() throws ReflectiveOperationException {
    return (Technique) loader.loadClass(PACKAGE + ".Encoding").getMethod("technique").invoke(null);
  }

  @Test
  void theExamplePutsOutTheSameBytesBeforeAndAfter() throws Exception {
    new CatalogueTest().everyVariantPutsOutTheSameBytes(technique());
  }

  @Test
  void theExampleHasNamesThatEveryToolCanRead() throws Exception {
    new CatalogueTest().namesAreWhatEveryToolCanRead(technique());
    assertThat(PACKAGE).endsWith("." + technique().name());
  }

  @Test
  void beforeAndAfterOfTheExampleDifferByTheChangeAlone() throws IOException {
    List<String> before = Files.readAllLines(folder.resolve("Before.java"));
    List<String> after = Files.readAllLines(folder.resolve("After.java"));
    List<String> lost = before.stream().filter(line -> !after.contains(line)).toList();
    assertThat(lost)
        .satisfiesExactly(
            type -> assertThat(type).contains("class Before"),
            allocation -> assertThat(allocation).contains("ByteBuffer.allocate"),
            use -> assertThat(use).contains("Encoder.send"));
  }

  @TestFactory
  Stream<DynamicTest> thePoolOfTheExampleKeepsTheContract() throws Exception {
    assertThat(technique().reuse()).isEqualTo(Technique.Reuse.POOLED);
    Constructor<?> test = loader.loadClass(PACKAGE + ".PoolContractTest").getDeclaredConstructor();
    test.setAccessible(true);
    return Arrays.stream(PoolContract.class.getMethods())
        .filter(method -> method.isAnnotationPresent(Test.class))
        .map(method -> DynamicTest.dynamicTest(method.getName(), () -> check(method, test)));
  }

  private static void check(Method method, Constructor<?> test) throws Throwable {
    try {
      method.invoke(test.newInstance());
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
