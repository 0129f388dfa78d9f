/**
 * Buffered reader and writer of an HTTP/1 server, new for every connection or reused.
 *
 * <p><b>Source</b>: Go net/http, CL 7799047 (2013), "reuse bufio.Reader and bufio.Writer between
 * conns". The seed's own figures for one connection: 28777 to 24927 ns, 52 to 46 allocations, 13716
 * to 5286 bytes.
 *
 * <p><b>Mechanism</b>: two caches of four; taking from an empty one makes a new buffer, recycling
 * to a full one drops it. A reader goes back without what it had buffered; a writer that still
 * holds bytes, or a failure, does not go back at all. Both let go of their connection first, which
 * is also what makes a second recycling do nothing.
 *
 * <p><b>Where the JVM differs</b>: a connection is served on a virtual thread, whose start and
 * stack are part of what is left after the change; the garbage of the two buffers is two arrays of
 * 4 KB that the JVM must zero, so time is saved beside bytes.
 *
 * <p><b>When pooling loses</b>: with more connections at once than the cache holds, the rest are
 * allocated as before and the caches are looked at in vain. The caches never shrink, but at 32 KB
 * there is little to shrink.
 */
@NullMarked
package io.poolbench.scenarios.bufioreuse;

import org.jspecify.annotations.NullMarked;
