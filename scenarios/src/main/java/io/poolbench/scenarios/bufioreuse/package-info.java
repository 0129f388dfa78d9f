/**
 * The buffered reader and writer of an HTTP/1 server, new for every connection or reused.
 *
 * <p><b>Source</b>: Go net/http, CL 7799047 (2013), "reuse bufio.Reader and bufio.Writer between
 * conns". The seed's own figures for one connection: 28777 to 24927 ns, 52 to 46 allocations, 13716
 * to 5286 bytes.
 *
 * <p><b>Mechanism</b>: two caches of four for all servers of the process; taking from an empty one
 * makes a new buffer, recycling to a full one drops it. The connection flushes once more before it
 * recycles. A reader goes back without what it had buffered and without its failure; a writer that
 * still holds bytes, or a failure, does not go back at all. Buffers of the seed's day could not be
 * reset, so that each has a switch between itself and its connection, also when it is new; the
 * switch lets go of the connection, which is also what makes a second recycling do nothing.
 *
 * <p>Two comments of the seed ask for a better cache than the two of four, and for buffers that can
 * be reset. After2 is that: the same without switches on two {@link
 * io.poolbench.scenarios.pool.RecyclingPool}s, which are bounded too, but hold what a burst needs
 * and give it back later.
 *
 * <p><b>Workloads</b>: {@code fakeconn} accepts, serves and closes one connection in memory on one
 * thread, in the seed's order, so that its bytes are the same in every fork; {@code
 * fakeconn-threads} serves it on a virtual thread, as the seed does on a goroutine, which adds
 * stacks that are saved while threads wait, and the scheduler's time. {@code burst} has sixteen
 * connections at once on one thread, each served within the handler of the one before; {@code
 * burst-threads} has them on threads of their own. {@code loopback}, {@code burst-loopback} and
 * {@code keepalive} are over TCP. Each request asks for another number, seven digits more than the
 * seed's has, and the handler answers only what was asked last, so that a variant which hands out
 * an earlier request is found out.
 *
 * <p>Seen here (JDK 25, Serial) in B/op before, after and after2: {@code fakeconn} 11104, 2946,
 * 2885; {@code fakeconn-threads} 11517, 3219, 3216; {@code burst} 177920, 145120, 45184, of which
 * the first step is the four pairs of buffers that the caches hold, and both together are all
 * sixteen; {@code burst-threads} 196468, 162522, 63255; {@code loopback} 13809, 5311, 5124; {@code
 * burst-loopback} 225287, 192129, 92052; {@code keepalive} about 2850 in each. In memory the
 * numbers have come since, with 8 B more for each connection.
 *
 * <p><b>Where the figures differ from the seed's</b>: as many bytes go, but the share is larger (73
 * instead of 61 %), since what stays is smaller, 2.9 instead of 5.3 KB: the server of 2013 had a
 * third buffer of 2 KB in each response, and maps of headers for it, where this one writes the
 * headers through. Four allocations go: two arrays and their two owners. The seed counts six; its
 * change does not show which the other two are.
 *
 * <p><b>Where the JVM differs</b>: the garbage of the two buffers is two arrays of 4 KB that the
 * JVM must zero, so time is saved beside bytes. A response and the body of a request have a lock,
 * which the seed's have not; it is never contended here, and all variants pay it alike.
 *
 * <p><b>When pooling loses</b>: with more connections at once than the cache holds, the rest are
 * allocated as before, and the caches are looked at in vain. On a connection that is kept alive
 * there is nothing to save. The caches never shrink, but at 32 KB there is little to shrink.
 */
@NullMarked
package io.poolbench.scenarios.bufioreuse;

import org.jspecify.annotations.NullMarked;
