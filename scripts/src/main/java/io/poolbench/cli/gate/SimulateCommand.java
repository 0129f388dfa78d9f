package io.poolbench.cli.gate;

import io.poolbench.cli.shell.ExitCode;
import io.poolbench.cli.shell.Words;
import io.poolbench.reports.gate.Replay;
import io.poolbench.reports.gate.Rule;
import io.poolbench.reports.gate.SimulatedForks;
import io.poolbench.reports.model.InputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code poolbench simulate}: what the gate does where the truth is known. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows how often the gate is right where the truth is known.",
      "",
      "It takes recorded forks of the same code, draws both arms of a benchmark from "
          + "them with replacement, and multiplies every iteration of one arm by a known "
          + "change. 20 benchmarks, drawn at random, make a suite. Of each fork the first 50 "
          + "iterations count, as many as a fork of the gate has. The rules that are "
          + "commonly used instead, on 10 forks, are shown beside the gate.",
      "",
      "Recorded forks are a gzip file of the columns benchmark,fork,iterations. The "
          + "last holds at least 50 times, in one unit, separated by blanks. Without a file "
          + "poolbench simulates forks whose noise differs tenfold between benchmarks, with "
          + "two states of the JVM and with pauses.",
      ""
    },
    footer = {
      "",
      Words.TITLE,
      Words.ARM,
      Words.FORK,
      "",
      "Examples:",
      "  poolbench simulate --forks forks.csv.gz --json replay.json",
      "  poolbench simulate --suites 100 --seed 7"
    })
public final class SimulateCommand implements Callable<Integer> {

  private static final int SIMULATED = 300;

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--forks", paramLabel = "FILE", description = "The recorded forks, as .csv.gz.")
  private @Nullable Path forks;

  @Option(
      names = "--suites",
      paramLabel = "N",
      defaultValue = "300",
      description =
          "Tries so many suites of 20 benchmarks for each kind of change. Default: "
              + "${DEFAULT-VALUE}.")
  private int suites;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed gives the same table. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--json", paramLabel = "FILE", description = "Also writes the table as JSON.")
  private @Nullable Path json;

  @Override
  public Integer call() {
    CommandSpec command = Objects.requireNonNull(spec);
    if (suites < 1) {
      throw new ParameterException(
          command.commandLine(), "--suites: found %d, expected at least 1".formatted(suites));
    }
    PrintWriter err = command.commandLine().getErr();
    List<Replay.Recorded> recorded =
        forks == null ? SimulatedForks.of(SIMULATED, seed) : ForksFile.read(forks);
    Replay replay =
        Replay.of(
            recorded,
            Rule.STANDARD,
            suites,
            seed,
            done -> {
              err.printf(Locale.ROOT, "simulate: %.0f %% done%n", 100 * done);
              err.flush();
            });
    print(recorded, replay, command.commandLine().getOut());
    if (json != null) {
      write(replay, json);
    }
    return ExitCode.OK;
  }

  private void print(List<Replay.Recorded> recorded, Replay replay, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%d suites of %d benchmarks, drawn from %s forks of %d benchmarks, seed %d%n%n",
        replay.suites(),
        Replay.BENCHMARKS,
        forks == null ? "simulated" : "recorded",
        recorded.size(),
        seed);
    String line = "%-38s %13s %13s %8s %8s %8s %7s%n";
    out.printf(line, "", "false alarms", "alarms, all", "finds", "finds", "finds", "forks");
    out.printf(line, "rule", "in suites", "2 % worse", "+5 %", "+10 %", "+20 %", "per arm");
    for (Replay.Row row : replay.rows()) {
      print(out, row.rule(), row, row.found());
    }
    Replay.Row gate = replay.rows().getFirst();
    print(out, "gate, one of 20 changed", gate, gate.foundAlone());
    out.printf(
        "%nForks per arm where nothing changed. Finds: share of the changed benchmarks, of suites"
            + " in which all%nor one of them changed. The margin that is tolerated is 2 %%.%n");
  }

  private static void print(
      PrintWriter out, String name, Replay.Row row, Map<Integer, Double> found) {
    out.printf(
        Locale.ROOT,
        "%-38s %11.1f %% %11.1f %%",
        name,
        100 * row.falseAlarms(),
        100 * row.atMargin());
    found.values().forEach(share -> out.printf(Locale.ROOT, " %6.1f %%", 100 * share));
    out.printf(Locale.ROOT, " %7.1f%n", row.forks());
  }

  private static void write(Replay replay, Path file) {
    JsonMapper mapper = new JsonMapper();
    ObjectNode root = mapper.createObjectNode();
    ArrayNode rows = root.putArray("rows");
    for (Replay.Row row : replay.rows()) {
      ObjectNode node = rows.addObject();
      node.put("rule", row.rule());
      node.put("falseAlarms", row.falseAlarms());
      ObjectNode found = node.putObject("found");
      row.found().forEach((change, share) -> found.put(String.valueOf(change), share));
      node.put("forks", row.forks());
    }
    try {
      Files.writeString(file, mapper.writeValueAsString(root) + "\n");
    } catch (IOException e) {
      throw new InputException(file.toString(), "cannot be written: " + e, "a writable file");
    }
  }
}
