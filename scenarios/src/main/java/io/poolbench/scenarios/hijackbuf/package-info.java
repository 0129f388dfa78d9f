/**
 * The write buffer of a connection that a handler takes over, new or handed over.
 *
 * <p><b>Source</b>: golang/go#70756, CL 634855 (2025), "net/http: reduce memory usage when
 * hijacking". The seed's own figures: 16.12 to 12.06 KiB and 51 to 49 allocations per hijacked
 * connection, time undecided (42.59 and 39.47 us, p=0.481); and 43 % or 6.7 KiB less memory for
 * each that is held.
 *
 * <p><b>Mechanism</b>: whoever takes over a connection needs a reader and a writer. The server's
 * own lead back to its connection, through which a read or a write that fails tells the handler
 * that the peer is gone. The reader was always handed over, for it may hold bytes of the peer's;
 * the writer was made anew, on the raw connection, and the old one stayed with the server's
 * connection; and that stayed as long as the hijacker had the reader, with request and response.
 * After the change the writer is flushed, re-attached to the raw connection and handed over, and
 * the way back from the reader is cut when the handler has returned; until then the hijacker's
 * reads still tell the handler. Nothing is pooled: a hijacked buffer belongs to its hijacker.
 *
 * <p><b>Workloads</b>: {@code fakeconn} accepts, serves and closes one connection in memory on one
 * thread, in the seed's order, so that its bytes are the same in every fork; {@code
 * fakeconn-threads} serves it on a virtual thread, as the seed does on a goroutine, which adds
 * stacks that are saved while threads wait, and the scheduler's time; {@code fakeconn-pending} also
 * has a read in the background, which waits for the peer until the takeover aborts it. Over TCP
 * ({@code loopback}) the hijacker greets in a protocol of its own. The footprint {@code held} has
 * its peers in another process, since the JDK links all cleaners of a process, and whoever walks
 * from one socket finds every other.
 *
 * <p>Seen here (JDK 25, Serial) in B/op before and after: {@code fakeconn} about 13390, 9270;
 * {@code fakeconn-threads} 13731, 9586; {@code fakeconn-pending} 15780, 11682; {@code loopback}
 * 15701, 11542. Bytes per connection in {@code held}: 13492, 8820, the same in every JVM.
 *
 * <p><b>Where the figures differ from the seed's</b>: the same 4 KB and two allocations go, but are
 * 31 instead of 25 % of what is there: besides the buffers a Go server makes 3.9 KiB for such a
 * request (the benchmark's server itself, contexts, maps), and this one 1.0 KiB. With a held
 * connection it is the other way round: see the technique's limits.
 *
 * <p><b>Where the JVM differs</b>: Go reads in the background during every request. A read from a
 * socket cannot be aborted on the JVM, so that this server does it only when the handler asks to be
 * told of the peer's end, and in slices (see {@link io.poolbench.scenarios.http.SocketTransport});
 * in memory it is aborted at once. The socket with its cleaner and locks is part of what a held
 * connection retains.
 *
 * <p><b>When it loses</b>: never in bytes. A connection that is closed as soon as it is hijacked
 * has the 4 KB for the nursery, which is why the time shows little.
 */
@NullMarked
package io.poolbench.scenarios.hijackbuf;

import org.jspecify.annotations.NullMarked;
