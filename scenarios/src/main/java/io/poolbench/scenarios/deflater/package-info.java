/**
 * The deflate state of zlib, made for every message or pooled: the honest negative outside the
 * heap.
 *
 * <p><b>Source</b>: poolbench's own; Netty, Tomcat and Jetty compress WebSocket messages and HTTP
 * bodies so, and Jetty pools its deflaters. There is no seed with figures.
 *
 * <p><b>Mechanism</b>: a {@code Deflater} has 262 KB of zlib's memory, which no heap dump shows
 * (glibc's own count, JDK 25). Before ends it after each message, as it should be: who leaves that
 * to the cleaner holds the memory until a collection that nothing on the heap calls for. A pooled
 * one is reset; one whose holder has ended it is refused, and what the pool lets go it ends itself.
 *
 * <p><b>Where the JVM differs</b> from what its pooler expects: most of what is dear in making one
 * is clearing the table of hashes, which a reset does too, and malloc finds the blocks again that
 * were freed a moment ago. What is left is small beside compressing: 1 KB that cannot be compressed
 * took 36 to 44 us with a new one and 35 to 44 us with one that was reset, on a busy machine.
 *
 * <p><b>When pooling loses</b>: mostly. A pool retains 262 KB for each deflater, 16.4 MB for 64,
 * outside the heap, to save a hundred bytes on it. A holder that changed the level costs the next
 * one a call that compresses nothing.
 */
@NullMarked
package io.poolbench.scenarios.deflater;

import org.jspecify.annotations.NullMarked;
