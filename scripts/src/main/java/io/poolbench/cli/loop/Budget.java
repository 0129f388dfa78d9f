package io.poolbench.cli.loop;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Reads for how long forks may be begun, as users write it. */
public final class Budget {

  private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,5})([smh])");

  private Budget() {}

  /**
   * Reads the budget of a command, where one was given.
   *
   * @throws ParameterException with what is wrong
   */
  public static Optional<Duration> given(CommandLine command, @Nullable String text) {
    try {
      return Optional.ofNullable(text).map(Budget::parse);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Reads a time such as {@code 90s}, {@code 15m} or {@code 2h}.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  public static Duration parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "--budget: found '%s', expected a time such as 90s, 15m or 2h".formatted(text));
    }
    long number = Long.parseLong(form.group(1));
    return switch (form.group(2)) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      default -> Duration.ofHours(number);
    };
  }
}
