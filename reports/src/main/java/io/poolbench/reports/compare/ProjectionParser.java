package io.poolbench.reports.compare;

import io.poolbench.reports.compare.Tokens.Kind;
import io.poolbench.reports.compare.Tokens.Token;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads keys separated by commas or blanks, each with an optional order: {@code key@alpha}, {@code
 * key@num} or {@code key@(v1 v2)}.
 */
final class ProjectionParser {

  private final Tokens tokens;

  private ProjectionParser(Tokens tokens) {
    this.tokens = tokens;
  }

  /** One key as written. */
  record Part(String key, Order order) {}

  static List<Part> parse(String option, String expression) {
    ProjectionParser parser = new ProjectionParser(new Tokens(option, expression));
    List<Part> parts = new ArrayList<>();
    while (parser.tokens.peek().kind() != Kind.END) {
      if (!parts.isEmpty() && parser.tokens.peek().is(',')) {
        parser.tokens.next();
      }
      parts.add(parser.part());
    }
    return parts;
  }

  private Part part() {
    Token key = tokens.next();
    if (!key.isWord() || key.text().isEmpty()) {
      throw tokens.error(key, "no key", "a key such as .fullname, /size or goos");
    }
    if (key.text().equals(Keys.UNIT)) {
      throw tokens.error(key, ".unit, which is for filters only", "another key");
    }
    if (!tokens.peek().is('@')) {
      return new Part(key.text(), new Order.FirstSeen());
    }
    tokens.next();
    Token at = tokens.peek();
    Order order = order();
    if (order instanceof Order.Fixed && key.text().equals(Keys.CONFIGURATION)) {
      throw tokens.error(at, "a fixed order of .config", "alpha, num or no order");
    }
    return new Part(key.text(), order);
  }

  private Order order() {
    Token token = tokens.next();
    if (token.is('(')) {
      return new Order.Fixed(fixedValues());
    }
    return switch (token.text()) {
      case "alpha" -> new Order.Alphabetic();
      case "num" -> new Order.Numeric();
      default ->
          throw tokens.error(token, "unknown order '" + token.text() + "'", "alpha, num or (a b)");
    };
  }

  private List<String> fixedValues() {
    List<String> values = new ArrayList<>();
    while (true) {
      Token token = tokens.next();
      if (token.is(')') && !values.isEmpty()) {
        return values;
      }
      if (!token.isWord()) {
        throw tokens.error(token, "a list that is not closed", "values and a closing parenthesis");
      }
      values.add(token.text());
    }
  }
}
