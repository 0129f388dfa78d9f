package io.poolbench.scenarios.tlsoutbuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolbench.scenarios.Patience;
import io.poolbench.scenarios.tlsoutbuf.TlsoutbufTechnique.Writers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What both variants promise to whoever writes. */
@Timeout(Patience.TEST_SECONDS)
@ParameterizedClass
@MethodSource("variants")
final class RecordWriterTest {

  /** Names the variant in reports. */
  record Variant(String name, Writers writers) {
    @Override
    public String toString() {
      return name;
    }
  }

  private final Writers writers;
  private final Wire wire = new Wire();
  private final TlsConnection connection;

  RecordWriterTest(Variant variant) throws Exception {
    writers = variant.writers();
    connection = TlsConnection.open(new Tls());
  }

  static Stream<Variant> variants() {
    return Stream.of(
        new Variant("before", TlsoutbufTechnique.before()),
        new Variant("after", TlsoutbufTechnique.after(TlsoutbufTechnique.newPool())));
  }

  @AfterEach
  void close() throws IOException {
    connection.close();
  }

  private RecordWriter fresh() {
    return writers.open(RecordLayer.fresh(connection.server().engine()), wire);
  }

  private byte[] decrypted() throws IOException {
    return wire.decrypted(connection.client().engine());
  }

  @Test
  void thePeerDecryptsWhatWasWritten() throws Exception {
    byte[] data = Wire.data(200_000, 1);
    RecordWriter writer = fresh();
    int start = 0;
    for (int end : new int[] {0, 1, 1170, 1170 + 2341, 20_000, 100_000, data.length}) {
      assertThat(writer.write(ByteBuffer.wrap(data, start, end - start))).isTrue();
      start = end;
    }
    assertThat(decrypted()).isEqualTo(data);
  }

  @Test
  void recordsAreThoseOfTls13AndGrowBySegments() throws Exception {
    fresh().write(ByteBuffer.wrap(Wire.data(10_240, 2)));
    assertThat(wire.headers())
        .containsExactlyElementsOf(
            Stream.of(1170, 2340, 3510, 3220)
                .map(payload -> new Wire.Header(23, 0x0303, payload + 1 + 16 + 16))
                .toList());
  }

  @Test
  void theEngineCutsSixteenKibibytesInTwo() throws Exception {
    RecordLayer records = RecordLayer.warm(connection.server().engine());
    writers.open(records, wire).write(ByteBuffer.wrap(Wire.data(16_384, 3)));
    assertThat(wire.headers().stream().map(header -> header.length() - 33))
        .containsExactly(16_367, 17);
  }

  @Test
  void aPartialWriteIsTakenUpWhereItStopped() throws Exception {
    byte[] data = Wire.data(100_000, 4);
    ByteBuffer unsent = ByteBuffer.wrap(data.clone());
    RecordWriter writer = fresh();
    boolean sent = false;
    for (int call = 0; !sent; call++) {
      assertThat(call).as("calls, of 777 bytes each").isLessThan(200);
      wire.room = 777;
      sent = writer.write(unsent);
      Arrays.fill(unsent.array(), 0, unsent.position(), (byte) 0);
    }
    assertThat(decrypted()).isEqualTo(data);
  }

  @Test
  void aSinkThatTakesNothingIsNotFilledUpForEver() throws Exception {
    ByteBuffer data = ByteBuffer.wrap(Wire.data(1_000_000, 5));
    RecordWriter writer = fresh();
    wire.room = 0;
    for (int call = 0; call < 100; call++) {
      assertThat(writer.write(data)).isFalse();
    }
    assertThat(data.position()).isLessThan(2 * RecordLayer.LARGEST_PAYLOAD);
  }

  @Test
  void theAlertGoesBehindTheDataThatWaits() throws Exception {
    ByteBuffer data = ByteBuffer.wrap(Wire.data(5_000, 6));
    RecordWriter writer = fresh();
    wire.room = 100;
    assertThat(writer.write(data)).isFalse();
    assertThat(writer.close()).isFalse();
    wire.room = Integer.MAX_VALUE;
    assertThat(writer.close()).isTrue();
    assertThat(decrypted()).isEqualTo(Arrays.copyOf(data.array(), data.position()));
    assertThat(connection.client().engine().isInboundDone()).isTrue();
  }

  @Test
  void afterCloseNoDataIsTakenAndNoSecondAlertSent() throws Exception {
    RecordWriter writer = fresh();
    assertThat(writer.close()).isTrue();
    assertThat(writer.close()).isTrue();
    assertThat(wire.headers()).hasSize(1);
    assertThatThrownBy(() -> writer.write(ByteBuffer.wrap(new byte[1])))
        .isInstanceOf(ClosedChannelException.class);
  }

  @Test
  void afterAFailureNothingIsSentAnyMore() throws Exception {
    RecordWriter writer = fresh();
    wire.room = 100;
    wire.broken = true;
    assertThatThrownBy(() -> writer.write(ByteBuffer.wrap(new byte[5_000]))).hasMessage("wire cut");
    wire.room = Integer.MAX_VALUE;
    byte[] cut = wire.taken();
    assertThatThrownBy(() -> writer.write(ByteBuffer.wrap(new byte[1])))
        .hasMessage("an earlier write failed within a record; close the socket");
    assertThatThrownBy(writer::close)
        .as("what was cut is not sent, and never will be")
        .hasMessage("an earlier write failed within a record; close the socket");
    assertThat(wire.taken()).isEqualTo(cut);
  }

  @Test
  void anEngineThatMakesNoRecordIsAFailure() {
    FakeEngine engine = new FakeEngine(TlsoutbufTechnique.PACKET_BYTES);
    engine.mute = true;
    RecordWriter writer = writers.open(RecordLayer.fresh(engine), wire);
    assertThatThrownBy(() -> writer.write(ByteBuffer.wrap(new byte[1])))
        .isInstanceOf(SSLException.class)
        .hasMessageContaining("no record made of 1 bytes of data");
  }

  @Test
  void aWriteThatHangsFailsWhenTheSocketIsClosed() throws Exception {
    TlsEnd server = connection.server();
    RecordWriter writer = writers.open(RecordLayer.fresh(server.engine()), server.channel());
    CompletableFuture<Boolean> hanging =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return writer.write(ByteBuffer.allocate(64 << 20));
              } catch (IOException e) {
                return false;
              }
            });
    connection.client().read(ByteBuffer.allocate(2 * RecordLayer.LARGEST_PAYLOAD), 1);
    server.channel().close();
    assertThat(hanging.get(Patience.SECONDS, TimeUnit.SECONDS)).isFalse();
    assertThatThrownBy(writer::close).hasMessageStartingWith("an earlier write failed");
  }
}
