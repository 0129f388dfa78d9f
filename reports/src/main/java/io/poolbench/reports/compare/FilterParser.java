package io.poolbench.reports.compare;

import io.poolbench.reports.compare.Tokens.Kind;
import io.poolbench.reports.compare.Tokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads {@code key:value}, {@code key:/regexp/}, {@code key:(a OR b)}, {@code *}, {@code -x},
 * {@code x y}, {@code x AND y}, {@code x OR y} and parentheses; AND binds more tightly than OR.
 */
final class FilterParser {

  private static final String TERM = "key:value";

  private final Tokens tokens;

  private FilterParser(Tokens tokens) {
    this.tokens = tokens;
  }

  static Filter parse(String option, String expression) {
    FilterParser parser = new FilterParser(new Tokens(option, expression));
    Filter filter = parser.alternatives();
    Token rest = parser.tokens.peek();
    if (rest.kind() != Kind.END) {
      throw parser.tokens.error(rest, "unexpected " + rest.text(), "the end or a further " + TERM);
    }
    return filter;
  }

  private Filter alternatives() {
    List<Filter> terms = new ArrayList<>();
    terms.add(conjunction());
    while (tokens.peek().kind() == Kind.OR) {
      tokens.next();
      terms.add(conjunction());
    }
    return terms.size() == 1 ? terms.getFirst() : new Filter.Or(terms);
  }

  private Filter conjunction() {
    List<Filter> terms = new ArrayList<>();
    terms.add(term());
    while (true) {
      Token token = tokens.peek();
      if (token.kind() == Kind.AND) {
        tokens.next();
      } else if (token.kind() == Kind.OR || token.kind() == Kind.END || token.is(')')) {
        return terms.size() == 1 ? terms.getFirst() : new Filter.And(terms);
      } else {
        terms.add(term());
      }
    }
  }

  private Filter term() {
    Token token = tokens.next();
    if (token.is('(')) {
      Filter inner = alternatives();
      Token close = tokens.next();
      if (!close.is(')')) {
        throw tokens.error(close, "an open parenthesis", "a closing one");
      }
      return inner;
    }
    if (token.is('-')) {
      return new Filter.Not(term());
    }
    if (token.is('*')) {
      return new Filter.And(List.of());
    }
    if (!token.isWord()) {
      throw tokens.error(token, "no term", TERM + " or a parenthesis");
    }
    return match(token);
  }

  private Filter match(Token key) {
    if (!tokens.next().is(':')) {
      throw tokens.error(key, "a key without value", TERM);
    }
    if (key.text().equals(Keys.CONFIGURATION)) {
      throw tokens.error(key, ".config, which is for projections only", "a single key");
    }
    if (key.text().isEmpty()) {
      throw tokens.error(key, "an empty key", TERM);
    }
    Token value = tokens.nextValue();
    if (!value.is('(')) {
      return match(key, value);
    }
    List<Filter> alternatives = new ArrayList<>();
    while (true) {
      alternatives.add(match(key, tokens.nextValue()));
      Token separator = tokens.nextValue();
      if (separator.is(')')) {
        return new Filter.Or(alternatives);
      }
      if (separator.kind() != Kind.OR) {
        throw tokens.error(separator, "a value list without OR", "values separated by OR");
      }
    }
  }

  private Filter match(Token key, Token value) {
    return switch (value.kind()) {
      case WORD, QUOTED -> new Filter.OneOf(key.text(), Set.of(value.text()));
      case REGEXP -> new Filter.Matching(key.text(), tokens.pattern(value));
      case AND, OR, OPERATOR, END -> throw tokens.error(value, "no value", TERM);
    };
  }
}
