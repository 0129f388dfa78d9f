/**
 * Receive buffers of an SMB2 client: new for every packet ({@link
 * io.poolbench.scenarios.recvpool.Before}), pooled ({@link io.poolbench.scenarios.recvpool.After}),
 * and the plaintexts of encrypted packets pooled too ({@link
 * io.poolbench.scenarios.recvpool.After2}). What enters are an offset and a length, what leaves are
 * the bytes that the server read there; it must not know who measures it. In sessions that are not
 * encrypted, both stages are the same.
 *
 * <p><b>Source:</b> CloudSoda/go-smb2, pull request 41 (2026), "Pool receive buffers". Its own
 * figures for 1 MB, on 10 threads of an unnamed machine: ReadAt plain 1057380 to 757 B/op, 6 to 5
 * allocs/op, 69926 to 42779 ns; encrypted 2377206 to 1348399 to 1663 B/op, 8 to 7 to 4 allocs/op,
 * 338054 to 300217 to 289344 ns. RoundTrip, which does not copy: plain 1057354 to 798 B/op, 54787
 * to 22056 ns; encrypted 2377363 to 1337363 to 2047 B/op, 311547 to 288285 to 270263 ns.
 *
 * <p><b>Mechanism:</b> the receiver takes a buffer, and whoever waited for the answer releases it,
 * on another thread. In between, the buffer has one owner at every moment. An encrypted packet is
 * decrypted from one buffer to another and released at once; the plaintext takes its place. Where
 * nobody can tell who is last (several answers in one packet, an answer that came just before its
 * reader gave up), the buffer is left to the collector. Still wrong upstream, and not here: an
 * error that aliases a released buffer; frames without a cap; sizes that ratchet to the largest,
 * against which {@link io.poolbench.scenarios.recvpool.ArrayPool} has a pool for each size; a
 * release that two threads can both win.
 *
 * <p><b>Where the JVM differs:</b> a new array must be zeroed, which at 1 MB costs about as much as
 * copying the packet. What is left of the allocation, by thread (JDK 25, Serial): plain 216 B/op,
 * of which 104 B are the caller's (the exchange and its entry among those that wait), 32 B the
 * sender's (waiting), 80 B the receiver's (the answer and its buffer's holder). Encrypted 1890 or
 * 2115 B/op: 1670 to 1900 B are the cipher's, about 815 or 930 B for each packet, which compiled
 * code differs in from one JVM to the next. {@link javax.crypto.Cipher} must be initialised for
 * each packet, since the nonce is another, and the JDK's GCM makes its engine anew then: the hash
 * with its table, two counters, a copy of the key, the buffer for the header that is only
 * authenticated. The call that allocates least is a single doFinal from one array to another.
 * Giving it the tag in a second call makes it keep a copy of the whole message; in place it
 * allocates as much, but decrypts with other code that took more than twice as long at 1 MB. Go's
 * GCM keeps its table with the key, which is why the seed needs only 4 allocations.
 *
 * <p><b>When pooling loses:</b> at 1 KB, time goes into waking four threads, and nothing of it is
 * saved. A pool keeps up to 16 arrays or 8 MiB of each size until they have not been used for a
 * minute, and an array is up to twice as large as its packet. And whoever gets an answer must
 * release it, which no compiler checks.
 */
@NullMarked
package io.poolbench.scenarios.recvpool;

import org.jspecify.annotations.NullMarked;
