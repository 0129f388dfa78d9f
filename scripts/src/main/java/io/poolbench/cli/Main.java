package io.poolbench.cli;

import io.poolbench.cli.gate.AcceptCommand;
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
import io.poolbench.cli.shell.ExitCode;
import io.poolbench.reports.model.InputException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
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
    return run(in, new HarnessRuns(), out, err, arguments);
  }

  static int run(
      InputStream in, GateRuns runs, PrintWriter out, PrintWriter err, String... arguments) {
    return execute(commandLine(in, runs), out, err, arguments);
  }

  /** All commands that there are, to be executed or, as the documentation's test does, parsed. */
  public static CommandLine commandLine(InputStream in) {
    return commandLine(in, new HarnessRuns());
  }

  private static CommandLine commandLine(InputStream in, GateRuns runs) {
    return new CommandLine(new Main())
        .addSubcommand(new CompareCommand(in))
        .addSubcommand(new ReportCommand(in))
        .addSubcommand(new GateCommand(in, runs))
        .addSubcommand(new AcceptCommand())
        .addSubcommand(new ProfileCommand())
        .addSubcommand(new CalibrateCommand(runs))
        .addSubcommand(new HistoryCommand())
        .addSubcommand(new SimulateCommand())
        .addSubcommand(new RunCommand())
        .addSubcommand(new MergeCommand())
        .setCaseInsensitiveEnumValuesAllowed(true);
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
