package io.poolbench.reports.cli;

import io.poolbench.reports.model.InputException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.spi.ToolProvider;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code poolbench}. */
@Command(
    name = "poolbench",
    mixinStandardHelpOptions = true,
    description = "Proves what a pooling change saved, and what it cost.",
    footer = {
      "",
      "Examples:",
      "  poolbench run --plan smoke",
      "  poolbench compare old.txt new.txt",
      "  poolbench report target/poolbench/latest"
    })
public final class Main implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  private Main() {}

  public static void main(String[] arguments) {
    // UTF-8 whatever the locale says: the tables hold ±, µ and │.
    PrintWriter out = utf8(FileDescriptor.out);
    PrintWriter err = utf8(FileDescriptor.err);
    int exitCode = run(System.in, out, err, arguments);
    out.flush();
    err.flush();
    System.exit(exitCode);
  }

  private static PrintWriter utf8(FileDescriptor descriptor) {
    return new PrintWriter(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
  }

  /**
   * Runs one command.
   *
   * @return the exit code: 0; 1 when trials failed; 2 for wrong usage and input that cannot be read
   */
  public static int run(InputStream in, PrintWriter out, PrintWriter err, String... arguments) {
    CommandLine poolbench = commandLine(in);
    int exitCode = execute(poolbench, out, err, arguments);
    Optional<Path> run = measured(poolbench);
    return run.isPresent() ? Math.max(exitCode, showRun(run.get(), in, out, err)) : exitCode;
  }

  /** All commands that there are, to be executed or, as the documentation's test does, parsed. */
  public static CommandLine commandLine(InputStream in) {
    CommandLine poolbench =
        new CommandLine(new Main())
            .addSubcommand(new CompareCommand(in))
            .addSubcommand(new ReportCommand(in))
            .addSubcommand(new GateCommand(in))
            .addSubcommand(new AcceptCommand())
            .addSubcommand(new ProfileCommand())
            .addSubcommand(new CalibrateCommand())
            .addSubcommand(new HistoryCommand())
            .addSubcommand(new SimulateCommand());
    commandsOfTheHarness().forEach(poolbench::addSubcommand);
    return poolbench.setCaseInsensitiveEnumValuesAllowed(true);
  }

  /**
   * The commands that measure, and that put measured runs together. They live in the harness, which
   * reports must not know: whatever tool on the class path is also a command of picocli becomes one
   * of ours.
   */
  private static List<ToolProvider> commandsOfTheHarness() {
    return ServiceLoader.load(ToolProvider.class).stream()
        .filter(tool -> tool.type().isAnnotationPresent(Command.class))
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  /** The run directory, where the command that ran has made one. */
  private static Optional<Path> measured(CommandLine poolbench) {
    return poolbench.getSubcommands().values().stream()
        .map(CommandLine::<Object>getExecutionResult)
        .filter(Path.class::isInstance)
        .map(Path.class::cast)
        .findFirst();
  }

  private static int showRun(Path run, InputStream in, PrintWriter out, PrintWriter err) {
    out.println("run directory: " + run);
    out.println();
    int compared = run(in, out, err, "compare", run.toString());
    out.println();
    int reported = run(in, out, err, "report", run.toString());
    return Math.max(compared, reported);
  }

  private static int execute(
      CommandLine poolbench, PrintWriter out, PrintWriter err, String... arguments) {
    return poolbench
        .setOut(out)
        .setErr(err)
        .setParameterExceptionHandler(Main::wrongUsage)
        .setExecutionExceptionHandler(Main::failed)
        // A defect of ours is no regression of theirs.
        .setExitCodeExceptionMapper(_ -> ExitCode.WRONG_USAGE_OR_INPUT)
        .execute(arguments);
  }

  private static int wrongUsage(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    command.getErr().printf("poolbench: %s; see %s --help%n", firstLine(e), name);
    return ExitCode.WRONG_USAGE_OR_INPUT;
  }

  private static int failed(Exception e, CommandLine command, CommandLine.ParseResult result)
      throws Exception {
    if (e instanceof InputException) {
      command.getErr().println("poolbench: " + e.getMessage());
      return ExitCode.WRONG_USAGE_OR_INPUT;
    }
    throw e;
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("wrong usage");
  }

  @Override
  public void run() {
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    throw new ParameterException(command, "no command given");
  }
}
