package io.poolbench.reports.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolbench.reports.model.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TokensTest {

  @Test
  void aQuotedWordMayHaveQuotesBackslashesTabsAndNewLines() {
    Tokens.Token token = new Tokens("--filter", "\"a\\\"b\\\\c\\td\\ne\" rest").next();
    assertThat(token.kind()).isEqualTo(Tokens.Kind.QUOTED);
    assertThat(token.text()).isEqualTo("a\"b\\c\td\ne");
    assertThat(token.end()).isEqualTo(15);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\\/b",
        "(a/b)c",
        "[/]",
        "[a[b]/c]",
        "[(]",
        "[)]",
        "a]b",
        "\\(",
      })
  void aRegularExpressionEndsAtTheFirstSlashOutsideOfBracketsAndParentheses(String regexp) {
    Tokens tokens = new Tokens("--filter", "/" + regexp + "/ rest/");
    Tokens.Token token = tokens.nextValue();
    assertThat(token.kind()).isEqualTo(Tokens.Kind.REGEXP);
    assertThat(token.text()).isEqualTo(regexp);
    assertThat(tokens.next().text()).isEqualTo("rest/");
  }

  @ParameterizedTest
  @ValueSource(strings = {")", "-", "*", ","})
  void anOperatorMayFollowARegularExpression(String operator) {
    Tokens tokens = new Tokens("--filter", "/a/" + operator);
    assertThat(tokens.nextValue().text()).isEqualTo("a");
    assertThat(tokens.next().text()).isEqualTo(operator);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "goos:\"linux | a word that is not closed at column 6 of",
        "goos:\"linux\\ | a word that is not closed at column 6 of",
        "goos:\"a\\q\" | unknown escape \\q at column 6 of",
        "goos:/linux | a regular expression that is not closed at column 6 of",
        "goos:/a/b | text behind a regular expression at column 9 of",
        "goos:/+/ | bad regular expression: Dangling meta character '+' at column 6 of",
        "goos:linux OR AND | no term at column 15 of",
        "goos:linux @ | no term at column 12 of",
      })
  void aMistakeIsToldWithItsColumn(String expression, String message) {
    assertThatThrownBy(() -> FilterParser.parse("--filter", expression))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("--filter: " + message + " '" + expression + "'; expected ");
  }
}
