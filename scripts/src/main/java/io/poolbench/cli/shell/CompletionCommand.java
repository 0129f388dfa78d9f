package io.poolbench.cli.shell;

import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code poolbench completion} prints what a shell needs to complete commands and options. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = {"Prints a script that completes commands and options in bash and zsh.", ""},
    footer = {
      "",
      "To have it in every shell, add this line to ~/.bashrc or ~/.zshrc:",
      "  source <(poolbench completion)",
      "",
      "Example:",
      "  poolbench completion"
    })
public final class CompletionCommand implements Callable<Integer> {

  /**
   * Values of enums, which picocli writes as Java does; the help and everybody writes them small.
   */
  private static final Pattern CHOICES = Pattern.compile("_option_args=\\(.*\\)");

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    CommandLine root = Objects.requireNonNull(command.getParent());
    String script = AutoComplete.bash(root.getCommandName(), root);
    command
        .getOut()
        .print(CHOICES.matcher(script).replaceAll(line -> line.group().toLowerCase(Locale.ROOT)));
    return ExitCode.OK;
  }
}
