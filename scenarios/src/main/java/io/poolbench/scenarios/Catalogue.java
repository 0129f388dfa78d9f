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

/** Every technique that poolbench measures: a name and a line each. */
public final class Catalogue {

  private static final List<String> NAMES =
      List.of(
          "tlsoutbuf",
          "bufioreuse",
          "pipepool",
          "hijackbuf",
          "recvpool",
          "cipher",
          "directbuffer",
          "deflater",
          "stringbuilder",
          "pools");

  private Catalogue() {}

  /** All techniques, in the order of the report. */
  public static List<Technique> techniques() {
    return NAMES.stream().map(Catalogue::technique).toList();
  }

  /**
   * The technique of that name. No class of another one is loaded, which would take a fork longer
   * than all its other preparations.
   *
   * @throws IllegalArgumentException naming those that exist, when there is none
   */
  public static Technique technique(String name) {
    return switch (name) {
      case "tlsoutbuf" -> Tlsoutbuf.technique();
      case "bufioreuse" -> Bufioreuse.technique();
      case "pipepool" -> PipePoolTechnique.technique();
      case "hijackbuf" -> Hijackbuf.technique();
      case "recvpool" -> Recvpool.technique();
      case "cipher" -> CipherTechnique.technique();
      case "directbuffer" -> Directbuffer.technique();
      case "deflater" -> DeflaterTechnique.technique();
      case "stringbuilder" -> Stringbuilder.technique();
      case "pools" -> Pools.technique();
      default ->
          throw new IllegalArgumentException(
              "no technique %s; there are %s".formatted(name, NAMES));
    };
  }

  /** What the source of a technique tells of an operation; none of what is not in the catalogue. */
  public static List<Seed> seeds(String technique, String operation) {
    if (!NAMES.contains(technique)) {
      return List.of();
    }
    return technique(technique).seeds().stream()
        .filter(seed -> seed.operation().equals(operation))
        .toList();
  }
}
