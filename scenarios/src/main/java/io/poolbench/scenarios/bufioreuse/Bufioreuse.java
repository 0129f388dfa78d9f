package io.poolbench.scenarios.bufioreuse;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.poolbench.scenarios.Technique;
import io.poolbench.scenarios.Workload;
import io.poolbench.scenarios.http.BufferedSink;
import io.poolbench.scenarios.http.BufferedSource;
import io.poolbench.scenarios.http.Handler;
import java.util.List;

/** The technique's place in the catalogue, and the request and answer of all its workloads. */
public final class Bufioreuse {

  /** What a browser of the seed's days sent, about 400 bytes. */
  static final byte[] REQUEST =
      """
      GET / HTTP/1.0\r
      Host: example.org\r
      Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r
      User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.17 (KHTML, like Gecko) Chrome/24.0\r
      Accept-Encoding: gzip,deflate,sdch\r
      Accept-Language: en-US,en;q=0.8\r
      Accept-Charset: ISO-8859-1,utf-8;q=0.7,*;q=0.3\r
      \r
      """
          .getBytes(US_ASCII);

  private static final byte[] BODY = "Hello world!\n".getBytes(US_ASCII);

  /** Thirteen bytes and a content type. */
  static final Handler HELLO =
      (request, response) -> {
        response.header("Content-Type", "text/html; charset=utf-8");
        response.write(BODY);
      };

  private static final long BUFFERS = BufferedSource.SIZE + BufferedSink.SIZE;

  private Bufioreuse() {}

  /** The line in the catalogue. */
  public static Technique technique() {
    return new Technique(
        "bufioreuse",
        "Go net/http: reuse bufio.Reader and bufio.Writer between conns (CL 7799047, 2013)",
        List.of(
            Workload.of(
                    "fakeconn",
                    0,
                    () -> new FakeConnection(new Before()),
                    () -> new FakeConnection(new After()))
                .onVirtualThreads()
                .allocatingBefore(BUFFERS),
            Workload.of(
                    "loopback",
                    0,
                    () -> new LoopbackConnection(new Before()),
                    () -> new LoopbackConnection(new After()))
                .allocatingBefore(BUFFERS)));
  }
}
