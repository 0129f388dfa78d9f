package io.poolbench.scenarios.bufioreuse;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.poolbench.scenarios.Operation;
import io.poolbench.scenarios.Seed;
import io.poolbench.scenarios.Technique;
import io.poolbench.scenarios.Variant;
import io.poolbench.scenarios.Workload;
import io.poolbench.scenarios.http.BufferedSink;
import io.poolbench.scenarios.http.BufferedSource;
import io.poolbench.scenarios.http.Buffers;
import io.poolbench.scenarios.http.Handler;
import java.util.List;

/** The technique's place in the catalogue, and the request and answer of all its workloads. */
public final class BufioreuseTechnique {

  /** The request of the seed's benchmark, as a browser of those days sent it: 359 bytes. */
  static final byte[] REQUEST =
      """
      GET / HTTP/1.0\r
      Host: golang.org\r
      Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r
      User-Agent: Mozilla/5.0 (Macintosh; Intel Mac OS X 10_8_2) AppleWebKit/537.17 (KHTML, like Gecko)\
       Chrome/24.0.1312.52 Safari/537.17\r
      Accept-Encoding: gzip,deflate,sdch\r
      Accept-Language: en-US,en;q=0.8\r
      Accept-Charset: ISO-8859-1,utf-8;q=0.7,*;q=0.3\r
      \r
      """
          .getBytes(US_ASCII);

  /** The request as it is sent to a server that keeps the connection. */
  static final byte[] REQUEST_KEPT =
      new String(REQUEST, US_ASCII).replace("HTTP/1.0", "HTTP/1.1").getBytes(US_ASCII);

  static final byte[] BODY = "Hello world!\n".getBytes(US_ASCII);

  /** Answers with thirteen bytes and a content type. */
  static final Handler HELLO =
      (request, response) -> {
        response.header("Content-Type", "text/html; charset=utf-8");
        response.write(BODY);
      };

  private static final long BUFFERS = BufferedSource.SIZE + BufferedSink.SIZE;

  /** Connections at once, four times of what the cache of After holds. */
  private static final int BURST = 16;

  private BufioreuseTechnique() {}

  /** Returns the technique as the catalogue lists it. */
  public static Technique technique() {
    return new Technique(
            "bufioreuse",
            "Go net/http: reuse bufio.Reader and bufio.Writer between conns (CL 7799047, 2013)",
            List.of(
                workload("fakeconn", FakeConnection::onOneThread).allocatingBefore(BUFFERS),
                workload("fakeconn-threads", FakeConnection::onThreads)
                    .onVirtualThreads()
                    .allocatingBefore(BUFFERS),
                workload("burst", buffers -> new NestedBurst(buffers, BURST))
                    .allocatingBefore(BURST * BUFFERS),
                workload("burst-threads", buffers -> FakeConnection.burst(buffers, BURST))
                    .onVirtualThreads()
                    .allocatingBefore(BURST * BUFFERS),
                workload("loopback", buffers -> new LoopbackConnections(buffers, 1))
                    .allocatingBefore(BUFFERS),
                workload("burst-loopback", buffers -> new LoopbackConnections(buffers, BURST))
                    .allocatingBefore(BURST * BUFFERS),
                workload("keepalive", KeptConnection::new)))
        .seededBy(seeds());
  }

  /** Makes the operation of a workload on the buffers of a variant. */
  @FunctionalInterface
  private interface Opening {
    Operation on(Buffers buffers) throws Exception;
  }

  private static Workload workload(String name, Opening opening) {
    return Workload.of(name, 0, () -> opening.on(Before.GLOBAL), () -> opening.on(After.GLOBAL))
        .and(Variant.AFTER2, () -> opening.on(After2.GLOBAL));
  }

  private static List<Seed> seeds() {
    String change = "CL 7799047";
    return List.of(
        new Seed("fakeconn", Variant.AFTER, "sec/op", 28_777e-9, 24_927e-9, change),
        new Seed("fakeconn", Variant.AFTER, "B/op", 13_716, 5286, change),
        new Seed("fakeconn", Variant.AFTER, "allocs/op", 52, 46, change));
  }
}
