package io.poolbench.scenarios;

import io.poolbench.scenarios.bufioreuse.Bufioreuse;
import io.poolbench.scenarios.recvpool.Recvpool;
import java.util.List;

/** Every technique that poolbench measures: one line each. */
public final class Catalogue {

  private static final List<Technique> TECHNIQUES =
      List.of(Bufioreuse.technique(), Recvpool.technique());

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
}
