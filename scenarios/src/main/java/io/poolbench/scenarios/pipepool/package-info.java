/**
 * The pipe under splice(2), made for each call ({@link io.poolbench.scenarios.pipepool.Before}) or
 * pooled ({@link io.poolbench.scenarios.pipepool.After}). What enters are a count and two sockets,
 * what leaves are the bytes moved between them; it must not know who measures it. Linux only.
 *
 * <p><b>Source:</b> Go's {@code internal/poll}, CL 271537 (golang/go#42740). Its own figures, on an
 * EPYC 7K62 with GOMAXPROCS 8: SplicePipe 1.36 us/op to 0.02 us/op (-98.57 %), SplicePipeParallel
 * 747 ns/op to 4 ns/op (-99.41 %), 24 B/op to 0 B/op and 1 to 0 allocs/op in both. Go divides the
 * elapsed time of a parallel run by the operations of all threads; JMH's average time is per
 * thread.
 *
 * <p><b>Mechanism:</b> splice moves bytes between two sockets inside the kernel, but only through a
 * pipe. Before, every call pays for pipe2 and two closes; after, it borrows a pipe. A pipe that
 * comes back with bytes in it would send them to a stranger, so it is closed. Where no pipe can be
 * made (no descriptors left), or the kernel cannot splice the source, the bytes are read and
 * written instead; Go's first version crashed there, for it took a typed nil for a pipe.
 *
 * <p><b>Where the JVM differs:</b> the object that costs Go 24 B/op is removed by escape analysis
 * where the pipe is made and closed in one compiled method, and is 32 B/op where it is passed
 * around ({@code splice-*}): pooling pipes saves time and descriptors here, hardly bytes. A
 * downcall and the capture of errno add to each system call. Go's pool drops its items at the
 * second collection and their finalizers close them; here a {@link java.lang.ref.Cleaner} does,
 * equally late: a collection notices idle pipes, and a later one that reaches them closes them. A
 * pipe that was promoted waits for a collection of the old generation, and a JVM that never
 * collects never closes; Go collects every two minutes. The number of idle pipes is bounded
 * instead.
 *
 * <p><b>When pooling loses:</b> idle pipes occupy two descriptors each, and count against the
 * user's pipe pages (pipe-user-pages-soft) although they are empty. A pipe made small because those
 * were used up stays small for as long as it is pooled. The saving is constant per call: about a
 * quarter of the time of a 4 KB message over loopback, an eighth at 64 KB, none to be seen at 4 MB.
 * And a pool costs a slot, a lease and a cleanup per pipe, for nothing in a program that splices
 * seldom or for long.
 */
@NullMarked
package io.poolbench.scenarios.pipepool;

import org.jspecify.annotations.NullMarked;
