package io.poolbench.scenarios.http;

import java.io.EOFException;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A parsed request. Its body can be read while the handler runs and not after, when the reader may
 * serve another connection already; a read that is under way then holds the connection until it is
 * through, as in Go.
 */
public final class Request {

  private static final int MAX_HEADERS = 100;

  private final String method;
  private final String target;
  private final boolean http11;
  private final Map<String, String> headers;
  private long bodyLeft;
  private @Nullable BufferedSource source;

  private Request(
      String method,
      String target,
      boolean http11,
      Map<String, String> headers,
      long bodyLength,
      BufferedSource source) {
    this.method = method;
    this.target = target;
    this.http11 = http11;
    this.headers = headers;
    this.bodyLeft = bodyLength;
    this.source = source;
  }

  /**
   * Parses the next request.
   *
   * @return the request, or null when the peer has closed instead of sending one
   */
  static @Nullable Request read(BufferedSource source) throws IOException {
    String line = source.readLine();
    if (line == null) {
      return null;
    }
    int first = line.indexOf(' ');
    int last = line.lastIndexOf(' ');
    if (first <= 0 || last == first) {
      throw new MalformedRequestException("no request line: " + line);
    }
    String version = line.substring(last + 1);
    if (!version.equals("HTTP/1.0") && !version.equals("HTTP/1.1")) {
      throw new MalformedRequestException("neither HTTP/1.0 nor HTTP/1.1: " + version);
    }
    Map<String, String> headers = readHeaders(source);
    return new Request(
        line.substring(0, first),
        line.substring(first + 1, last),
        version.equals("HTTP/1.1"),
        headers,
        bodyLength(headers),
        source);
  }

  private static Map<String, String> readHeaders(BufferedSource source) throws IOException {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    while (true) {
      String line = source.readLine();
      if (line == null) {
        throw new EOFException("the connection ended within the headers");
      }
      if (line.isEmpty()) {
        return headers;
      }
      int colon = line.indexOf(':');
      if (colon <= 0 || Character.isWhitespace(line.charAt(colon - 1))) {
        throw new MalformedRequestException("no header: " + line);
      }
      if (headers.size() == MAX_HEADERS) {
        throw new MalformedRequestException("more than %d headers".formatted(MAX_HEADERS));
      }
      String known =
          headers.putIfAbsent(line.substring(0, colon), line.substring(colon + 1).strip());
      if (known != null && line.regionMatches(true, 0, "content-length", 0, colon)) {
        // Two lengths are how a request is smuggled past a proxy.
        throw new MalformedRequestException("more than one Content-Length");
      }
    }
  }

  private static long bodyLength(Map<String, String> headers) throws MalformedRequestException {
    if (headers.containsKey("Transfer-Encoding")) {
      throw new MalformedRequestException("Transfer-Encoding is not supported");
    }
    String length = headers.getOrDefault("Content-Length", "0");
    if (length.isEmpty()
        || length.length() > 18
        || !length.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new MalformedRequestException("no length: Content-Length: " + length);
    }
    return Long.parseLong(length);
  }

  public String method() {
    return method;
  }

  public String target() {
    return target;
  }

  /** Returns the first header of that name, in any case, or null where there is none. */
  public @Nullable String header(String name) {
    return headers.get(name);
  }

  /**
   * Reads from the body.
   *
   * @return how many bytes, or -1 at its end
   * @throws IOException when the handler has returned or has taken the connection over
   */
  public synchronized int readBody(byte[] target, int offset, int length) throws IOException {
    if (source == null) {
      throw new IOException("the handler has returned or has hijacked: the body is gone");
    }
    if (bodyLeft == 0) {
      return -1;
    }
    int count = source.read(target, offset, (int) Math.min(length, bodyLeft));
    if (count < 0) {
      throw new EOFException("the connection ended within the body");
    }
    bodyLeft -= count;
    return count;
  }

  /** Refuses the body from now on: the handler has returned, or has taken the connection over. */
  synchronized void end() {
    source = null;
  }

  /** Tells whether all of it was read, so that the next byte begins another request. */
  synchronized boolean isWholeRead() {
    return bodyLeft == 0;
  }

  boolean wantsKeepAlive() {
    String connection = headers.getOrDefault("Connection", "").toLowerCase(Locale.ROOT);
    return http11 ? !connection.contains("close") : connection.contains("keep-alive");
  }
}
