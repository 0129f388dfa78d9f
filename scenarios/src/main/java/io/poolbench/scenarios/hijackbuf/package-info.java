/**
 * The write buffer of a connection that a handler takes over, new or handed over.
 *
 * <p><b>Source</b>: golang/go#70756, CL 634855 (2025), "net/http: reduce memory usage when
 * hijacking". The seed's own figures: 16.12 to 12.06 KiB and 51 to 49 allocations per hijacked
 * connection, time undecided (42.59 and 39.47 us, p=0.481); and 43 % or 6.7 KiB less memory for
 * each that is held.
 *
 * <p><b>Mechanism</b>: whoever takes over a connection needs a reader and a writer. The reader was
 * always handed over, for it may hold bytes of the peer's; the writer was made anew, although the
 * server's own, flushed, was as good. And the reader led back to the server's connection, through
 * which it tells of the peer's end; so connection, request, response and the old writer stayed as
 * long as the hijacker did. After the change the writer is handed over as well, and the way back is
 * cut when the handler has returned. Nothing is pooled: a hijacked buffer belongs to its hijacker.
 *
 * <p><b>Where the JVM differs</b>: a pending read cannot be taken back, so that the server reads in
 * the background only when the handler asks to be told of the peer's end, and in slices (see {@link
 * io.poolbench.scenarios.http.ConnectionReader}). The socket with its cleaner and locks is part of
 * what a held connection retains.
 *
 * <p><b>When it loses</b>: never in bytes. A connection that is closed as soon as it is hijacked
 * has the 4 KB for the nursery, which is why the time shows little.
 */
@NullMarked
package io.poolbench.scenarios.hijackbuf;

import org.jspecify.annotations.NullMarked;
