package io.poolbench.scenarios.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;

/**
 * A request whose target is a number, another one each time, so that only who has read it can
 * answer it.
 */
public final class NumberedRequest {

  private static final int FIRST = 1_000_000;
  private static final int COUNT = 9_000_000;

  private final byte[] bytes;
  private final int lastDigit;
  private volatile int asked = FIRST;

  /**
   * @param request whose target is {@code /}
   */
  public NumberedRequest(byte[] request) {
    String text = new String(request, US_ASCII);
    bytes = text.replaceFirst(" / ", " /" + FIRST + " ").getBytes(US_ASCII);
    lastDigit = text.indexOf(" / ") + 1 + Integer.toString(FIRST).length();
  }

  /**
   * Returns the bytes of the next request, always in the same array, which are good until the call
   * after.
   */
  public byte[] next() {
    int number = FIRST + (asked + 1 - FIRST) % COUNT;
    int digit = lastDigit;
    for (int left = number; left > 0; left /= 10) {
      bytes[digit] = (byte) ('0' + left % 10);
      digit--;
    }
    asked = number;
    return bytes;
  }

  /** Lets the handler answer what was asked last, and nothing else. */
  public Handler answeredBy(Handler handler) {
    return (request, response) -> {
      String target = request.target();
      int number = target.length() == 1 ? 0 : Integer.parseInt(target, 1, target.length(), 10);
      if (number != asked) {
        throw new IOException("asked for %s, expected /%d".formatted(target, asked));
      }
      handler.handle(request, response);
    };
  }
}
