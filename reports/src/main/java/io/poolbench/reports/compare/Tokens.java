package io.poolbench.reports.compare;

import io.poolbench.reports.model.InputException;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The words and operators of a filter or projection. Inside a word {@code -} and {@code *} are
 * ordinary characters; before one they are operators.
 */
final class Tokens {

  /** The kinds of tokens. */
  enum Kind {
    WORD,
    QUOTED,
    REGEXP,
    AND,
    OR,
    OPERATOR,
    END
  }

  /** One token; the text of a quoted word or regular expression is without its delimiters. */
  record Token(Kind kind, String text, int start, int end) {

    boolean is(char operator) {
      return kind == Kind.OPERATOR && text.charAt(0) == operator;
    }

    boolean isWord() {
      return kind == Kind.WORD || kind == Kind.QUOTED;
    }
  }

  private final String option;
  private final String expression;
  private int position;

  /**
   * Makes the tokens of an expression.
   *
   * @param option the command-line option that it was given to, for error messages
   */
  Tokens(String option, String expression) {
    this.option = option;
    this.expression = expression;
  }

  Token peek() {
    return scan(false);
  }

  Token next() {
    return consume(scan(false));
  }

  /** Reads the next token where a value is expected: a slash begins a regular expression. */
  Token nextValue() {
    return consume(scan(true));
  }

  private Token consume(Token token) {
    position = token.end;
    return token;
  }

  InputException error(Token at, String found, String expected) {
    return error(at.start, found, expected);
  }

  private InputException error(int offset, String found, String expected) {
    return new InputException(
        option,
        "%s at column %d of '%s'".formatted(found, offset + 1, expression),
        expected,
        "see --help for examples");
  }

  private Token scan(boolean allowRegexp) {
    int start = position;
    while (start < expression.length() && Character.isWhitespace(expression.charAt(start))) {
      start++;
    }
    if (start == expression.length()) {
      return new Token(Kind.END, "", start, start);
    }
    char c = expression.charAt(start);
    if (isOperator(c) || c == '-' || c == '*') {
      return new Token(Kind.OPERATOR, String.valueOf(c), start, start + 1);
    }
    if (c == '/' && allowRegexp) {
      return regexp(start);
    }
    return c == '"' ? quoted(start) : word(start);
  }

  private Token word(int start) {
    int end = start;
    while (end < expression.length()
        && !Character.isWhitespace(expression.charAt(end))
        && !isOperator(expression.charAt(end))) {
      end++;
    }
    String text = expression.substring(start, end);
    Kind kind =
        switch (text) {
          case "AND" -> Kind.AND;
          case "OR" -> Kind.OR;
          default -> Kind.WORD;
        };
    return new Token(kind, text, start, end);
  }

  private Token quoted(int start) {
    StringBuilder text = new StringBuilder();
    for (int i = start + 1; i < expression.length(); i++) {
      char c = expression.charAt(i);
      if (c == '"') {
        return new Token(Kind.QUOTED, text.toString(), start, i + 1);
      }
      if (c == '\\' && i + 1 < expression.length()) {
        c = unescaped(expression.charAt(++i), start);
      }
      text.append(c);
    }
    throw error(start, "a word that is not closed", "a closing quote");
  }

  private char unescaped(char c, int start) {
    return switch (c) {
      case '\\', '"' -> c;
      case 't' -> '\t';
      case 'n' -> '\n';
      default -> throw error(start, "unknown escape \\" + c, "one of \\\\ \\\" \\t \\n");
    };
  }

  /** Reads up to the first slash outside of brackets and parentheses. */
  private Token regexp(int start) {
    int brackets = 0;
    int parentheses = 0;
    for (int i = start + 1; i < expression.length(); i++) {
      switch (expression.charAt(i)) {
        case '[' -> brackets++;
        case ']' -> brackets = Math.max(0, brackets - 1);
        case '(' -> parentheses += brackets == 0 ? 1 : 0;
        case ')' -> parentheses -= brackets == 0 ? 1 : 0;
        case '\\' -> i++;
        case '/' -> {
          if (brackets == 0 && parentheses == 0) {
            return closedRegexp(start, i);
          }
        }
        default -> {}
      }
    }
    throw error(start, "a regular expression that is not closed", "a closing /");
  }

  private Token closedRegexp(int start, int slash) {
    int end = slash + 1;
    if (end < expression.length()) {
      char c = expression.charAt(end);
      if (!Character.isWhitespace(c) && !isOperator(c) && c != '-' && c != '*') {
        throw error(end, "text behind a regular expression", "a blank, or \\/ for a slash inside");
      }
    }
    return new Token(Kind.REGEXP, expression.substring(start + 1, slash), start, end);
  }

  Pattern pattern(Token regexp) {
    try {
      return Pattern.compile(regexp.text);
    } catch (PatternSyntaxException e) {
      throw error(regexp, "bad regular expression: " + e.getDescription(), "Java's syntax");
    }
  }

  private static boolean isOperator(char c) {
    return c == '(' || c == ')' || c == ':' || c == '@' || c == ',';
  }
}
