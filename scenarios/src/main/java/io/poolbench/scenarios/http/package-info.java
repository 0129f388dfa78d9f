/**
 * The core of an HTTP/1 server, shared by the techniques that were found in one. Transports (a
 * socket, or memory) enter, responses leave through them. {@link
 * io.poolbench.scenarios.http.Buffers} gives a connection its buffers, and {@link
 * io.poolbench.scenarios.http.Takeover} decides what becomes of them when a handler takes the
 * connection over: the two things that techniques vary. Knows no technique.
 *
 * <p>As in Go, the buffered reader and writer lead back to the connection, so that a read or a
 * write that fails tells the handler; and what is buffered is flushed before the end, whether the
 * handler returned or failed. Unlike in Go, a thread that writes a response, or reads the body of a
 * request, while its handler returns can reach no other connection: both have a lock, which whoever
 * takes the buffers away has to have.
 */
@NullMarked
package io.poolbench.scenarios.http;

import org.jspecify.annotations.NullMarked;
