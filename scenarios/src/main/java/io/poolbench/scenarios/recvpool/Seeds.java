package io.poolbench.scenarios.recvpool;

import io.poolbench.scenarios.Seed;
import io.poolbench.scenarios.Variant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The figures that the pull request states of its benchmarks, before it and after each of its two
 * steps.
 */
final class Seeds {

  private static final String CHANGE = "CloudSoda/go-smb2 PR 41, 10 threads";

  private Seeds() {}

  /** One line of Go's benchmark, before and after. */
  private record Figures(
      String operation,
      Variant stage,
      long nanosBefore,
      long nanosAfter,
      long bytesBefore,
      long bytesAfter,
      long objectsBefore,
      long objectsAfter) {

    Stream<Seed> seeds() {
      return Stream.of(
          new Seed(operation, stage, "sec/op", nanosBefore / 1e9, nanosAfter / 1e9, CHANGE),
          new Seed(operation, stage, "B/op", bytesBefore, bytesAfter, CHANGE),
          new Seed(operation, stage, "allocs/op", objectsBefore, objectsAfter, CHANGE));
    }
  }

  private static final List<Figures> FIGURES =
      List.of(
          new Figures("readat-plain-1k", Variant.AFTER, 3871, 3543, 1628, 492, 6, 5),
          new Figures("readat-plain-64k", Variant.AFTER, 10778, 6744, 74221, 520, 6, 5),
          new Figures("readat-plain-1m", Variant.AFTER, 69926, 42779, 1057380, 757, 6, 5),
          new Figures("readat-encrypted-1k", Variant.AFTER, 5120, 4977, 3554, 2294, 7, 6),
          new Figures("readat-encrypted-1k", Variant.AFTER2, 5120, 4767, 3554, 370, 7, 4),
          new Figures("readat-encrypted-64k", Variant.AFTER, 31865, 28553, 164388, 92763, 7, 6),
          new Figures("readat-encrypted-64k", Variant.AFTER2, 31865, 25846, 164388, 437, 7, 4),
          new Figures("readat-encrypted-1m", Variant.AFTER, 338054, 300217, 2377206, 1348399, 8, 7),
          new Figures("readat-encrypted-1m", Variant.AFTER2, 338054, 289344, 2377206, 1663, 8, 4),
          new Figures("roundtrip-plain-1k", Variant.AFTER, 3697, 3500, 1627, 492, 6, 5),
          new Figures("roundtrip-plain-64k", Variant.AFTER, 9288, 4782, 74212, 540, 6, 5),
          new Figures("roundtrip-plain-1m", Variant.AFTER, 54787, 22056, 1057354, 798, 6, 5),
          new Figures("roundtrip-encrypted-1k", Variant.AFTER, 5032, 4810, 3554, 2294, 7, 6),
          new Figures("roundtrip-encrypted-1k", Variant.AFTER2, 5032, 4079, 3554, 369, 7, 4),
          new Figures("roundtrip-encrypted-64k", Variant.AFTER, 30867, 27694, 164384, 93314, 7, 6),
          new Figures("roundtrip-encrypted-64k", Variant.AFTER2, 30867, 23999, 164384, 466, 7, 4),
          new Figures(
              "roundtrip-encrypted-1m", Variant.AFTER, 311547, 288285, 2377363, 1337363, 7, 7),
          new Figures(
              "roundtrip-encrypted-1m", Variant.AFTER2, 311547, 270263, 2377363, 2047, 7, 4));

  static List<Seed> all() {
    return FIGURES.stream().flatMap(Figures::seeds).toList();
  }
}
