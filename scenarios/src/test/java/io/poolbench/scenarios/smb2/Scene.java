package io.poolbench.scenarios.smb2;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.scenarios.pool.DropReason;
import io.poolbench.scenarios.pool.PoolStatistics;
import io.poolbench.scenarios.recvpool.Stages;
import io.poolbench.scenarios.smb2.Session.Encrypted;
import io.poolbench.scenarios.smb2.Session.Plain;
import io.poolbench.scenarios.smb2.Session.Protection;
import io.poolbench.scenarios.smb2.Session.Signed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** A client over loopback TCP, a peer at the other end, and a pool between that finds misuse. */
final class Scene implements AutoCloseable {

  static final long SESSION_ID = 77;
  static final int CREDITS = 100;

  final Setting setting;
  final Session session;
  final Stages pool;
  final Credits credits = new Credits(CREDITS);
  final Client client;
  final Peer peer;

  private final ReceiveBuffers buffers;

  /** Makes something else of the buffers that a client should get. */
  interface Fault {
    Fault NONE = buffers -> buffers;

    ReceiveBuffers in(ReceiveBuffers buffers);
  }

  /** A stage of the change, and a protection of messages. */
  record Setting(String name, Function<Stages, ReceiveBuffers> stage, Protection protection) {

    static Stream<Setting> all() {
      return Stream.concat(unsigned(), signed());
    }

    static Stream<Setting> unsigned() {
      return Stream.concat(plain(), encrypted());
    }

    static Stream<Setting> plain() {
      return stages("plain", new Plain());
    }

    static Stream<Setting> signed() {
      return stages("signed", new Signed(key("HmacSHA256", 1)));
    }

    static Stream<Setting> encrypted() {
      return stages("encrypted", new Encrypted(key("AES", 2), key("AES", 3)));
    }

    private static Stream<Setting> stages(String name, Protection protection) {
      return Stream.of(
          new Setting(name + " after", Stages::after, protection),
          new Setting(name + " after2", Stages::after2, protection));
    }

    private static SecretKey key(String algorithm, int seed) {
      return new SecretKeySpec(bytes(16, seed), algorithm);
    }

    boolean isEncrypted() {
      return protection instanceof Encrypted;
    }

    boolean isSigned() {
      return protection instanceof Signed;
    }

    /** Whether plaintexts are pooled too. */
    boolean isAfter2() {
      return name.endsWith("after2");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  Scene(Setting setting) throws IOException {
    this(setting, Fault.NONE);
  }

  /** With something that is wrong. */
  Scene(Setting setting, Fault fault) throws IOException {
    this(setting, fault, Stages.open(builder -> builder.checking().watchingOneIn(1)));
  }

  /** With another pool. */
  Scene(Setting setting, Fault fault, Stages pool) throws IOException {
    this.setting = setting;
    this.pool = pool;
    session = new Session(SESSION_ID, setting.protection());
    buffers = fault.in(setting.stage().apply(pool));
    Wire.Ends ends = loopback();
    peer = new Peer(ends.server(), session);
    client = new ThreadedClient(ends.client(), session, buffers, credits);
  }

  private static Wire.Ends loopback() throws IOException {
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Socket client = new Socket(listening.getInetAddress(), listening.getLocalPort());
      return new Wire.Ends(Wire.of(client), Wire.of(listening.accept()));
    }
  }

  static byte[] bytes(int count, int seed) {
    byte[] bytes = new byte[count];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /** Reads bytes from an answer as a reader does. */
  byte[] read(Exchange exchange) throws IOException, InterruptedException {
    Answer answer = client.await(exchange);
    try {
      byte[] target = new byte[exchange.length()];
      int count = answer.dataLength(target.length);
      answer.copyData(target, 0, count);
      return Arrays.copyOf(target, count);
    } finally {
      answer.release();
    }
  }

  /** One READ that goes well; when it is over, the receiver is through with all before it. */
  void exchangeAnother(int seed) throws Exception {
    byte[] data = bytes(500, seed);
    Exchange exchange = client.send(0, data.length);
    peer.send(peer.data(peer.requestId(), data));
    assertThat(read(exchange)).isEqualTo(data);
  }

  long total(ToLongFunction<PoolStatistics> count) {
    return pool.statistics().stream().mapToLong(count).sum();
  }

  long outstanding() {
    return total(PoolStatistics::outstanding);
  }

  long discarded() {
    return total(statistics -> statistics.drops().getOrDefault(DropReason.DISCARDED, 0L));
  }

  /** After so many packets. With {@code opened} of them decrypted, or tried to be. */
  void assertReleasedOnce(int packets, int opened) {
    long plaintexts = setting.isAfter2() && setting.isEncrypted() ? opened : 0;
    assertThat(total(PoolStatistics::takes)).as("takes").isEqualTo(packets + plaintexts);
    assertThat(outstanding()).as("never released").isZero();
    assertThat(total(PoolStatistics::secondRecycles)).as("released twice").isZero();
    assertThat(discarded()).as("left to the collector").isZero();
  }

  /** The pool remains open. */
  void closeConnection() throws IOException, InterruptedException {
    client.close();
    peer.close();
  }

  @Override
  public void close() throws Exception {
    closeConnection();
    buffers.close();
  }
}
