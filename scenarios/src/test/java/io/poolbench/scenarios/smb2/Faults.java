package io.poolbench.scenarios.smb2;

import io.poolbench.scenarios.smb2.Scene.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that are broken on purpose: each is to be found out by a test. */
final class Faults {

  private Faults() {}

  /** Whose buffers are concerned. */
  enum Of {
    PACKETS,
    PLAINTEXTS
  }

  /** Makes a broken buffer of one that is not. */
  private interface Breaking {
    ReceiveBuffer of(ReceiveBuffer sound);
  }

  /** Nothing is wrong: what finds the others must not find this one. */
  static Fault none(Of which) {
    return buffers -> new Broken(buffers, which, Integer.MAX_VALUE, Delegating::new);
  }

  /** Nothing is wrong, but the arrays are seen, packets' before their plaintexts'. */
  static Fault recordingArrays(List<byte[]> arrays) {
    Breaking recording =
        sound -> {
          arrays.add(sound.bytes());
          return sound;
        };
    return buffers ->
        new Broken(
            new Broken(buffers, Of.PACKETS, Integer.MAX_VALUE, recording),
            Of.PLAINTEXTS,
            Integer.MAX_VALUE,
            recording);
  }

  /** The first one's release is forgotten. */
  static Fault firstIsForgotten(Of which) {
    return buffers -> new Broken(buffers, which, 1, Forgotten::new);
  }

  /** The first one is released twice. */
  static Fault firstIsReleasedTwice(Of which) {
    return buffers -> new Broken(buffers, which, 1, ReleasedTwice::new);
  }

  /** Each is released as soon as it is taken. */
  static Fault allAreReleasedTooEarly(Of which) {
    return buffers -> new Broken(buffers, which, Integer.MAX_VALUE, ReleasedEarly::new);
  }

  /** What was in a buffer remains there, but for the headers. */
  static Fault allKeepWhatTheyHeld(Of which) {
    return buffers -> new Broken(buffers, which, Integer.MAX_VALUE, Unfilled::new);
  }

  /** Buffers of which some are broken. */
  private record Broken(
      ReceiveBuffers sound, Of which, int howMany, Breaking breaking, AtomicInteger broken)
      implements ReceiveBuffers {

    Broken(ReceiveBuffers sound, Of which, int howMany, Breaking breaking) {
      this(sound, which, howMany, breaking, new AtomicInteger());
    }

    private ReceiveBuffer broken(Of these, ReceiveBuffer buffer) {
      return these == which && broken.getAndIncrement() < howMany ? breaking.of(buffer) : buffer;
    }

    @Override
    public ReceiveBuffer packet(int capacity) {
      return broken(Of.PACKETS, sound.packet(capacity));
    }

    @Override
    public ReceiveBuffer plaintext(int capacity) {
      return broken(Of.PLAINTEXTS, sound.plaintext(capacity));
    }

    @Override
    public void close() {
      sound.close();
    }
  }

  /** One that behaves as the sound one. */
  private static class Delegating extends ReceiveBuffer {

    final ReceiveBuffer sound;

    Delegating(ReceiveBuffer sound) {
      super(sound.bytes(), null);
      this.sound = sound;
    }

    @Override
    public void release() {
      super.release();
      sound.release();
    }

    @Override
    void leaveToCollector() {
      super.leaveToCollector();
      sound.leaveToCollector();
    }
  }

  private static final class Forgotten extends Delegating {

    Forgotten(ReceiveBuffer sound) {
      super(sound);
    }

    @Override
    public void release() {}
  }

  private static final class ReleasedTwice extends Delegating {

    ReleasedTwice(ReceiveBuffer sound) {
      super(sound);
    }

    @Override
    public void release() {
      super.release();
      sound.release();
    }
  }

  private static final class ReleasedEarly extends Delegating {

    ReleasedEarly(ReceiveBuffer sound) {
      super(sound);
      sound.release();
    }

    @Override
    public void release() {}
  }

  private static final class Unfilled extends Delegating {

    private final byte[] held;

    Unfilled(ReceiveBuffer sound) {
      super(sound);
      held = sound.bytes().clone();
    }

    @Override
    void fill(InputStream in, int wanted) throws IOException {
      super.fill(in, wanted);
      restore(wanted);
    }

    @Override
    void length(int written) {
      super.length(written);
      restore(written);
    }

    private void restore(int end) {
      int data = Answers.DATA_AT;
      System.arraycopy(held, data, bytes(), data, end - data);
    }
  }
}
