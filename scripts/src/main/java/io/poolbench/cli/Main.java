package io.poolbench.cli;

import io.poolbench.cli.gate.AcceptCommand;
import io.poolbench.cli.gate.BisectCommand;
import io.poolbench.cli.gate.CalibrateCommand;
import io.poolbench.cli.gate.GateCommand;
import io.poolbench.cli.gate.GateRuns;
import io.poolbench.cli.gate.HarnessRuns;
import io.poolbench.cli.gate.SimulateCommand;
import io.poolbench.cli.report.CompareCommand;
import io.poolbench.cli.report.HistoryCommand;
import io.poolbench.cli.report.ProfileCommand;
import io.poolbench.cli.report.ReportCommand;
import io.poolbench.cli.run.MergeCommand;
import io.poolbench.cli.run.RunCommand;
import io.poolbench.cli.shell.CompletionCommand;
import io.poolbench.cli.shell.Crash;
import io.poolbench.cli.shell.ExitCode;
import io.poolbench.cli.shell.Printed;
import io.poolbench.cli.shell.Version;
import io.poolbench.reports.model.InputException;
import io.poolbench.reports.model.Visible;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command {@code poolbench}. */
@Command(
    name = "poolbench",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
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
    System.exit(
        run(
            System.in,
            new FileOutputStream(FileDescriptor.out),
            new FileOutputStream(FileDescriptor.err),
            arguments));
  }

  /**
   * Runs one command and sees that what it printed has arrived.
   *
   * @return as {@link #run(InputStream, PrintWriter, PrintWriter, String...)}; 2 also when standard
   *     output cannot be written, since nobody has read what would stand there
   */
  static int run(InputStream in, OutputStream out, OutputStream err, String... arguments) {
    Printed printed = new Printed(out);
    // UTF-8 whatever the locale says: the tables hold ±, µ and │.
    PrintWriter output = new PrintWriter(printed, false, StandardCharsets.UTF_8);
    PrintWriter errors = new PrintWriter(err, false, StandardCharsets.UTF_8);
    int exitCode = run(in, output, errors, arguments);
    if (output.checkError()) {
      exitCode = ExitCode.WRONG_USAGE_OR_INPUT;
      if (!printed.isClosedByItsReader()) {
        errors.println("poolbench: standard output cannot be written: " + printed.failure());
      }
    }
    errors.flush();
    return exitCode;
  }

  /**
   * Runs one command.
   *
   * @return the exit code: 0; 1 when trials failed; 2 for wrong usage and input that cannot be read
   */
  public static int run(InputStream in, PrintWriter out, PrintWriter err, String... arguments) {
    return run(in, new HarnessRuns(), out, err, arguments);
  }

  static int run(
      InputStream in, GateRuns runs, PrintWriter out, PrintWriter err, String... arguments) {
    Supplier<Object> asked = arguments.length == 0 ? null : commands(in, runs).get(arguments[0]);
    // The options of all others are not read, which would take longer than a small comparison.
    CommandLine poolbench =
        asked == null
            ? commandLine(in, runs)
            : configured(new CommandLine(new Main()).addSubcommand(asked.get()));
    return execute(poolbench, out, err, arguments);
  }

  /** All commands that there are, to be executed or, as the documentation's test does, parsed. */
  public static CommandLine commandLine(InputStream in) {
    return commandLine(in, new HarnessRuns());
  }

  private static CommandLine commandLine(InputStream in, GateRuns runs) {
    CommandLine poolbench = new CommandLine(new Main());
    commands(in, runs).values().forEach(command -> poolbench.addSubcommand(command.get()));
    // Not among the others: it has to know all of them.
    return configured(poolbench.addSubcommand(new CompletionCommand()));
  }

  private static CommandLine configured(CommandLine poolbench) {
    poolbench.setCaseInsensitiveEnumValuesAllowed(true);
    poolbench.registerConverter(Pattern.class, Main::regularExpression);
    poolbench
        .getSubcommands()
        .values()
        .forEach(command -> command.getCommandSpec().versionProvider(new Version()));
    return poolbench;
  }

  private static Pattern regularExpression(String text) {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new TypeConversionException(
          "found '%s', expected a regular expression: %s".formatted(text, e.getDescription()));
    }
  }

  private static Map<String, Supplier<Object>> commands(InputStream in, GateRuns runs) {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("compare", () -> new CompareCommand(in));
    commands.put("report", () -> new ReportCommand(in));
    commands.put("gate", () -> new GateCommand(in, runs));
    commands.put("bisect", () -> new BisectCommand(runs));
    commands.put("accept", AcceptCommand::new);
    commands.put("profile", ProfileCommand::new);
    commands.put("calibrate", () -> new CalibrateCommand(runs));
    commands.put("history", HistoryCommand::new);
    commands.put("simulate", SimulateCommand::new);
    commands.put("run", RunCommand::new);
    commands.put("merge", MergeCommand::new);
    return commands;
  }

  private static int execute(
      CommandLine poolbench, PrintWriter out, PrintWriter err, String... arguments) {
    try {
      return poolbench
          .setOut(out)
          .setErr(err)
          .setParameterExceptionHandler(Main::wrongUsage)
          .setExecutionExceptionHandler(Main::failed)
          .execute(arguments);
    } catch (Throwable e) {
      // Also where memory or a class is missing, which picocli leaves to the JVM: it would end
      // with 1. A defect of ours is no regression of theirs.
      err.println(Crash.line(e));
      return ExitCode.WRONG_USAGE_OR_INPUT;
    }
  }

  private static int wrongUsage(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    command.getErr().printf("poolbench: %s; see %s --help%n", Visible.text(firstLine(e)), name);
    return ExitCode.WRONG_USAGE_OR_INPUT;
  }

  private static int failed(Exception e, CommandLine command, CommandLine.ParseResult result) {
    command
        .getErr()
        .println(e instanceof InputException ? "poolbench: " + e.getMessage() : Crash.line(e));
    return ExitCode.WRONG_USAGE_OR_INPUT;
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
