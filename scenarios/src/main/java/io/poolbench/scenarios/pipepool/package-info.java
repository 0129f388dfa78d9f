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
 * <p><b>Where the JVM differs:</b> the object that costs Go 24 B/op and its one allocation is
 * removed by escape analysis where the pipe is made and closed in one compiled method, so that B/op
 * of {@code splicepipe} is near zero before and after; it is about 32 B/op where the pipe is passed
 * around ({@code splice-*}). Pooling pipes saves time and system calls here, hardly bytes. A
 * downcall and the capture of errno add to each system call. One operation of {@code splicepipe*}
 * in 4096 also sends a few bytes through the pipe, which Go's benchmark never does: a variant whose
 * pipes are none would win otherwise.
 *
 * <p>Go's sync.Pool has no bound, drops what two collections in a row found unused, and leaves the
 * descriptors to finalizers. {@link io.poolbench.scenarios.pool.RecyclingPool} keeps 64 idle pipes
 * at most, and gives up and closes those that two collections of the old generation in a row found
 * unused, or that nobody used for a minute; collections of young objects, of which there may be
 * twenty a second, close nothing. Pipes that are held are not bounded, and one that comes back
 * while the pool's places all belong to pipes that are out is given the place of one of them
 * ({@code splicepipe-held}: one at a time, beside a hundred that are held). If more than 64 come
 * back at once, those over the bound are closed and made again: {@code splicepipe-burst} takes and
 * puts back a hundred, where Go's pool would make none. A pipe that is lost is closed by a {@link
 * java.lang.ref.Cleaner}, where Go has a finalizer.
 *
 * <p><b>When pooling loses:</b> an idle pipe occupies two descriptors (footprint {@code idle}) and
 * about 2.5 KB of the kernel's memory, measured as the growth of its slab caches over 9000 empty
 * pipes on Linux 6.18, which the footprint cannot show since no process is charged for it; and it
 * counts against the user's pipe pages (pipe-user-pages-soft) although it is empty. A pipe made
 * small because those were used up stays small for as long as it is pooled. The saving is constant
 * per call: about a quarter of the time of a 4 KB message over loopback, an eighth at 64 KB, none
 * to be seen at 4 MB. And a pool costs a place, a holder and a cleanup per pipe, for nothing in a
 * program that splices seldom or for long.
 */
@NullMarked
package io.poolbench.scenarios.pipepool;

import org.jspecify.annotations.NullMarked;
