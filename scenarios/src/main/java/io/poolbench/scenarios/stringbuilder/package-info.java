/**
 * The StringBuilder of a log line, new for every line or pooled: the honest negative.
 *
 * <p><b>Source</b>: poolbench's own, because it is the first thing that people pool. There is no
 * seed with figures.
 *
 * <p><b>Mechanism</b>: a builder grows to the longest line and stays so large, up to 64 KB; it is
 * recycled with its length set to 0.
 *
 * <p><b>Where the JVM differs</b> from what its pooler expects: a builder that does not leave its
 * method costs next to nothing to allocate, growing it copies some hundred bytes, and the String at
 * the end has to be allocated in either case. So bytes are saved, and time is not.
 *
 * <p><b>When pooling loses</b>: here.
 */
@NullMarked
package io.poolbench.scenarios.stringbuilder;

import org.jspecify.annotations.NullMarked;
