package io.poolbench.scenarios;

import io.poolbench.scenarios.bufioreuse.Bufioreuse;
import io.poolbench.scenarios.cipher.CipherTechnique;
import io.poolbench.scenarios.deflater.DeflaterTechnique;
import io.poolbench.scenarios.directbuffer.Directbuffer;
import io.poolbench.scenarios.hijackbuf.Hijackbuf;
import io.poolbench.scenarios.pipepool.PipePoolTechnique;
import io.poolbench.scenarios.pools.Pools;
import io.poolbench.scenarios.recvpool.Recvpool;
import io.poolbench.scenarios.stringbuilder.Stringbuilder;
import io.poolbench.scenarios.tlsoutbuf.Tlsoutbuf;
import java.util.List;

/** Every technique that poolbench measures: one line each. */
public final class Catalogue {

  private static final List<Technique> TECHNIQUES =
      List.of(
          Tlsoutbuf.technique(),
          Bufioreuse.technique(),
          PipePoolTechnique.technique(),
          Hijackbuf.technique(),
          Recvpool.technique(),
          CipherTechnique.technique(),
          Directbuffer.technique(),
          DeflaterTechnique.technique(),
          Stringbuilder.technique(),
          Pools.technique());

  private Catalogue() {}

  /** All techniques, in the order of the report. */
  public static List<Technique> techniques() {
    return TECHNIQUES;
  }

  /**
   * The technique of that name.
   *
   * @throws IllegalArgumentException naming those that exist, when there is none
   */
  public static Technique technique(String name) {
    return TECHNIQUES.stream()
        .filter(technique -> technique.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no technique %s; there are %s"
                        .formatted(name, TECHNIQUES.stream().map(Technique::name).toList())));
  }

  /** What the source of a technique tells of an operation; none of what is not in the catalogue. */
  public static List<Seed> seeds(String technique, String operation) {
    return TECHNIQUES.stream()
        .filter(candidate -> candidate.name().equals(technique))
        .flatMap(candidate -> candidate.seeds().stream())
        .filter(seed -> seed.operation().equals(operation))
        .toList();
  }
}
