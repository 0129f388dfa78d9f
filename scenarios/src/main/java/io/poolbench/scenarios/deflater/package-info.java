/**
 * The StringBuilder of a log line, new for every line or pooled: the honest negative.
 *
 * <p><b>Source</b>: poolbench's own, because it is the first thing that people pool. There is no
 * seed with figures.
 *
 * <p><b>Mechanism</b>: a builder grows to the longest line and stays so large, up to 64 KB; it is
 * recycled with its length set to 0. Before is what one writes who knows how long lines are, a
 * builder of the right size. Against {@code new StringBuilder()} pooling would win, for that one
 * grows four times on the way (74 to 51 ns and 896 to 256 bytes per line seen): the cure is the
 * size, not the pool.
 *
 * <p><b>Where the JVM differs</b> from what its pooler expects: a small array that is gone soon
 * costs next to nothing to allocate, and the String at the end has to be allocated in either case.
 * So bytes are saved (504 to 256 per line seen), and time is lost (0.9x).
 *
 * <p><b>When pooling loses</b>: here.
 */
@NullMarked
package io.poolbench.scenarios.deflater;

import org.jspecify.annotations.NullMarked;
