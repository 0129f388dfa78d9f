/**
 * The direct buffer through which a message goes to a channel, of the message's size: allocated for
 * each message, or pooled.
 *
 * <p><b>Source</b>: poolbench's own; what Netty's pooled allocator and Jetty's buffer pool are for.
 * There is no seed with figures.
 *
 * <p><b>Mechanism</b>: {@code ByteBuffer.allocateDirect} reserves native memory, zeroes it, and
 * registers a Cleaner; the memory comes back when a collection has found the buffer dead. A pooled
 * buffer is handed out empty, not zeroed: its limit is 0 until its holder says otherwise.
 *
 * <p><b>Where the JVM differs</b>: on the heap such a buffer is a hundred bytes, so that B/op shows
 * next to nothing and no collection comes in time; when the limit of native memory is reached, the
 * allocating thread calls {@code System.gc()} and waits. What is saved is time, native memory and
 * those pauses.
 *
 * <p><b>When pooling loses</b>: against {@code channel.write(ByteBuffer.wrap(bytes))}, the third
 * variant, {@code heap}, which is what one writes whose message is a {@code byte[]} anyhow: NIO
 * copies it through a direct buffer that it keeps for each thread; an idle thread then retains it,
 * a virtual thread's carrier too. Before and After are for code that must hold a direct buffer
 * itself, for a native library say. A pool of 64 retains 256 KB that are invisible on the heap. An
 * item that the pool drops is left to its Cleaner, since freeing it by hand needs an Arena or
 * internals.
 */
@NullMarked
package io.poolbench.scenarios.directbuffer;

import org.jspecify.annotations.NullMarked;
