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
 * <p>A comment of the seed asks for a better cache instead of the two of four. After2 is that: the
 * same on two {@link io.poolbench.scenarios.pool.RecyclingPool}s, which are bounded too, but hold
 * what a burst needs and give it back later.
 *
 * <p>Seen here (JDK 25, Serial) in B/op before, after and after2: {@code fakeconn} 11366, 3079,
 * 3078; {@code loopback} 13156, 4869, 4869; {@code burst} 189674, 156539, 57113, of which the first
 * step is the four pairs of buffers that the caches hold, and both together are all sixteen; {@code
 * keepalive} 2783 in each.
 *
 * <p><b>Where the JVM differs</b>: a connection is served on a virtual thread, whose start and
 * stack are part of what is left after the change; the garbage of the two buffers is two arrays of
 * 4 KB that the JVM must zero, so time is saved beside bytes.
 *
 * <p><b>When pooling loses</b>: with more connections at once than the cache holds ({@code burst}:
 * 16), the rest are allocated as before and the caches are looked at in vain. On a connection that
 * is kept alive ({@code keepalive}) there is nothing to save. The caches never shrink, but at 32 KB
 * there is little to shrink.
 */
@NullMarked
package io.poolbench.scenarios.bufioreuse;

import org.jspecify.annotations.NullMarked;
