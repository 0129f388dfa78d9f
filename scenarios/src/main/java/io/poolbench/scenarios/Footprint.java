package io.poolbench.scenarios;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A number of units that are held and do nothing, such as idle connections: what is measured is the
 * memory that each of them retains, as the slope between two counts, so that what is shared cancels
 * out.
 *
 * @param name as in {@code op=idle}: lower-case letters, digits and hyphens, not ending in a hyphen
 *     and digits
 * @param unit what one of them is, as in {@code retained-B/conn}: {@code conn}
 * @param variants how each variant is set up, in the order of the report; the first is the base
 */
public record Footprint(String name, String unit, Map<Variant, Setup> variants) {

  /** Sets up one variant of a footprint. */
  @FunctionalInterface
  public interface Setup {

    /**
     * Opens so many units and leaves them idle. All that they retain is reachable from what is
     * returned, until that is closed.
     */
    AutoCloseable open(int count) throws Exception;
  }

  /** Makes a footprint with a Before and an After. */
  public static Footprint of(String name, String unit, Setup before, Setup after) {
    Map<Variant, Setup> variants = new LinkedHashMap<>();
    variants.put(Variant.BEFORE, before);
    variants.put(Variant.AFTER, after);
    return new Footprint(name, unit, Collections.unmodifiableMap(variants));
  }

  /**
   * Returns the variants that this footprint has, in the order of the report; the first is the
   * base.
   */
  public Set<Variant> arms() {
    return variants.keySet();
  }

  /**
   * Opens so many units of one variant.
   *
   * @throws IllegalArgumentException when the footprint has no such variant
   */
  public AutoCloseable open(Variant variant, int count) throws Exception {
    Setup setup = variants.get(variant);
    if (setup == null) {
      throw new IllegalArgumentException(name + " has no variant " + variant.label());
    }
    return setup.open(count);
  }
}
