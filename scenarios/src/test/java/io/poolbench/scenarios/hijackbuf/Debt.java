package io.poolbench.scenarios.hijackbuf;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.scenarios.Patience;
import io.poolbench.scenarios.http.Hijacked;
import io.poolbench.scenarios.http.Response;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What taking over a connection owes to the hijacker. */
enum Debt {
  WHAT_WAS_WRITTEN_OF_THE_RESPONSE_GOES_OUT_BEFORE_THE_HIJACKERS_BYTES {
    @Override
    void check(Taking taking, Duration patience) throws Exception {
      Scripted peer = new Scripted(HijackbufTechnique.REQUEST, new byte[0]);
      Hijacked hijacked =
          taking.serveOne(
              peer,
              response -> {
                response.length(3);
                response.write("old".getBytes(US_ASCII));
                return taking.from(response);
              });
      hijacked.sink().write("new".getBytes(US_ASCII), 0, 3);
      hijacked.sink().flush();
      assertThat(peer.got.toString(US_ASCII))
          .startsWith("HTTP/1.1 200 OK\r\n")
          .endsWith("\r\n\r\noldnew");
    }
  },

  BYTES_BEHIND_THE_REQUEST_ARE_THE_HIJACKERS {
    @Override
    void check(Taking taking, Duration patience) throws Exception {
      byte[] andMore =
          (new String(HijackbufTechnique.REQUEST, US_ASCII) + "at once").getBytes(US_ASCII);
      Scripted peer = new Scripted(andMore, ", later".getBytes(US_ASCII));
      Hijacked hijacked = taking.serveOne(peer, taking::from);
      assertThat(readToEnd(hijacked)).isEqualTo("at once, later");
    }
  },

  /** golang/go#18535: it was lost. */
  A_BYTE_THAT_WAS_READ_IN_THE_BACKGROUND_IS_THE_HIJACKERS {
    @Override
    void check(Taking taking, Duration patience) throws Exception {
      Scripted peer = new Scripted(HijackbufTechnique.REQUEST, "xyz".getBytes(US_ASCII));
      Hijacked hijacked =
          taking.serveOne(
              peer,
              response -> {
                response.whenPeerGone(() -> {});
                Patience.await(peer.readInBackground);
                return taking.from(response);
              });
      assertThat(readToEnd(hijacked)).isEqualTo("xyz");
    }
  },

  /** golang/go#20933 and #27408: it took bytes from the hijacker. */
  NOTHING_READS_IN_THE_BACKGROUND_ONCE_IT_IS_TAKEN {
    @Override
    void check(Taking taking, Duration patience) throws Exception {
      Scripted peer = new Scripted(HijackbufTechnique.REQUEST, new byte[0]);
      List<Integer> reading = new ArrayList<>();
      taking.serveOne(
          peer,
          response -> {
            response.whenPeerGone(() -> {});
            Patience.await(peer.triedInBackground);
            Hijacked hijacked = taking.from(response);
            reading.add(peer.readingInBackground());
            return hijacked;
          });
      assertThat(reading).containsExactly(0);
    }
  },

  /** hertz#121: it was closed twice, and the second time it was somebody else's. */
  THE_SERVER_NEVER_CLOSES_IT {
    @Override
    void check(Taking taking, Duration patience) throws Exception {
      Scripted peer = new Scripted(HijackbufTechnique.REQUEST, new byte[0]);
      Hijacked hijacked = taking.serveOne(peer, taking::from);
      assertThat(peer.closes).hasValue(0);
      hijacked.transport().close();
      assertThat(peer.closes).hasValue(1);
    }
  },

  ITS_BUFFERS_NEVER_GO_TO_A_POOL {
    @Override
    void check(Taking taking, Duration patience) throws Exception {
      RecordingPool.CURRENT.returned.clear();
      Scripted peer = new Scripted(HijackbufTechnique.REQUEST, new byte[0]);
      taking.serveOne(RecordingPool.CURRENT, peer, taking::from);
      assertThat(RecordingPool.CURRENT.returned).isEmpty();
    }
  },

  CONNECTION_REQUEST_AND_RESPONSE_ARE_COLLECTED_WHEN_THE_HANDLER_HAS_RETURNED {
    @Override
    void check(Taking taking, Duration patience) throws Exception {
      List<WeakReference<Object>> references = new ArrayList<>();
      Scripted peer = new Scripted(HijackbufTechnique.REQUEST, new byte[0]);
      Hijacked hijacked =
          taking.serveOne(
              peer,
              response -> {
                references.add(new WeakReference<>(response));
                references.add(new WeakReference<>(field(response, "request")));
                references.add(new WeakReference<>(field(response, "connection")));
                return taking.from(response);
              });
      Patience.until(
          () -> {
            System.gc();
            return remains(references).isEmpty();
          },
          patience);
      assertThat(remains(references)).isEmpty();
      assertThat(hijacked).isNotNull();
    }
  };

  /**
   * Fails with an AssertionError where it is not paid.
   *
   * @param patience how long to wait for the collector before it is certain that nothing will come
   */
  abstract void check(Taking taking, Duration patience) throws Exception;

  private static List<String> remains(List<WeakReference<Object>> references) {
    return references.stream()
        .map(WeakReference::get)
        .filter(Objects::nonNull)
        .map(object -> object.getClass().getSimpleName())
        .toList();
  }

  private static Object field(Response response, String name) {
    try {
      Field field = Response.class.getDeclaredField(name);
      field.setAccessible(true);
      return Objects.requireNonNull(field.get(response));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private static String readToEnd(Hijacked hijacked) throws IOException {
    StringBuilder text = new StringBuilder();
    byte[] bytes = new byte[64];
    int count;
    while ((count = hijacked.source().read(bytes, 0, bytes.length)) > 0) {
      text.append(new String(bytes, 0, count, US_ASCII));
    }
    return text.toString();
  }
}
