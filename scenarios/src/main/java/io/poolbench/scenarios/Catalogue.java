package io.poolbench.scenarios;

import io.poolbench.scenarios.bufioreuse.BufioreuseTechnique;
import io.poolbench.scenarios.cipher.CipherTechnique;
import io.poolbench.scenarios.deflater.DeflaterTechnique;
import io.poolbench.scenarios.directbuffer.DirectbufferTechnique;
import io.poolbench.scenarios.hijackbuf.HijackbufTechnique;
import io.poolbench.scenarios.pipepool.PipepoolTechnique;
import io.poolbench.scenarios.recvpool.RecvpoolTechnique;
import io.poolbench.scenarios.stringbuilder.StringbuilderTechnique;
import io.poolbench.scenarios.tlsoutbuf.TlsoutbufTechnique;
import io.poolbench.scenarios.whichpool.WhichpoolTechnique;
import java.util.List;

/** The techniques that poolbench measures, each known by its name. */
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
          "whichpool");

  private Catalogue() {}

  /** Returns all techniques, in the order of the report. */
  public static List<Technique> techniques() {
    return NAMES.stream().map(Catalogue::technique).toList();
  }

  /**
   * Returns the technique of that name. No class of another one is loaded, which would take a fork
   * longer than all its other preparations.
   *
   * @throws IllegalArgumentException naming those that exist, when there is none
   */
  public static Technique technique(String name) {
    return switch (name) {
      case "tlsoutbuf" -> TlsoutbufTechnique.technique();
      case "bufioreuse" -> BufioreuseTechnique.technique();
      case "pipepool" -> PipepoolTechnique.technique();
      case "hijackbuf" -> HijackbufTechnique.technique();
      case "recvpool" -> RecvpoolTechnique.technique();
      case "cipher" -> CipherTechnique.technique();
      case "directbuffer" -> DirectbufferTechnique.technique();
      case "deflater" -> DeflaterTechnique.technique();
      case "stringbuilder" -> StringbuilderTechnique.technique();
      case "whichpool" -> WhichpoolTechnique.technique();
      default ->
          throw new IllegalArgumentException(
              "no technique %s; there are %s".formatted(name, NAMES));
    };
  }

  /**
   * Returns the figures that the source of a technique states for an operation, empty where it
   * states none or the technique is not in the catalogue.
   */
  public static List<Seed> seeds(String technique, String operation) {
    if (!NAMES.contains(technique)) {
      return List.of();
    }
    return technique(technique).seeds().stream()
        .filter(seed -> seed.operation().equals(operation))
        .toList();
  }
}
