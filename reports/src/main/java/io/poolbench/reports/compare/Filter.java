package io.poolbench.reports.compare;

import io.poolbench.reports.model.Benchmark;
import io.poolbench.reports.model.Measurement;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A condition on measurements: those that match take part. */
sealed interface Filter {

  boolean matches(Measurement measurement);

  /** Matches where all terms do, which is always when there are none. */
  record And(List<Filter> terms) implements Filter {

    @Override
    public boolean matches(Measurement measurement) {
      return terms.stream().allMatch(term -> term.matches(measurement));
    }
  }

  /** Matches where at least one term does. */
  record Or(List<Filter> terms) implements Filter {

    @Override
    public boolean matches(Measurement measurement) {
      return terms.stream().anyMatch(term -> term.matches(measurement));
    }
  }

  /** Matches where the term does not. */
  record Not(Filter term) implements Filter {

    @Override
    public boolean matches(Measurement measurement) {
      return !term.matches(measurement);
    }
  }

  /** Matches where the value of a key is one of these. */
  record OneOf(String key, Set<String> values) implements Filter {

    @Override
    public boolean matches(Measurement measurement) {
      if (key.equals(Keys.UNIT)) {
        return values.contains(measurement.unit()) || values.contains(measurement.writtenUnit());
      }
      return values.contains(Keys.value(measurement.benchmark(), key));
    }
  }

  /** Matches where the expression is found somewhere in the value of a key. */
  record Matching(String key, Pattern pattern) implements Filter {

    @Override
    public boolean matches(Measurement measurement) {
      if (key.equals(Keys.UNIT)) {
        return pattern.matcher(measurement.unit()).find()
            || pattern.matcher(measurement.writtenUnit()).find();
      }
      Benchmark benchmark = measurement.benchmark();
      return pattern.matcher(Keys.value(benchmark, key)).find();
    }
  }
}
