/**
 * The receive buffers of an SMB2 client: new for every packet ({@link
 * io.poolbench.scenarios.recvpool.Before}), pooled ({@link io.poolbench.scenarios.recvpool.After}),
 * and the scratch in which encrypted packets are decrypted pooled too ({@link
 * io.poolbench.scenarios.recvpool.After2}), which sessions that are not encrypted do not have. What
 * enters are an offset and a length, what leaves are the bytes that the server read there; it must
 * not know who measures it.
 *
 * <p><b>Source:</b> CloudSoda/go-smb2, pull request 41 (2026), "Pool receive buffers". Its own
 * figures for 1 MB, on 10 threads of an unnamed machine: ReadAt plain 1057380 to 757 B/op, 6 to 5
 * allocs/op, 69926 to 42779 ns; encrypted 2377206 to 1348399 to 1663 B/op, 8 to 7 to 4 allocs/op,
 * 338054 to 300217 to 289344 ns. RoundTrip, which does not copy: plain 1057354 to 798 B/op, 54787
 * to 22056 ns; encrypted 2377363 to 1337363 to 2047 B/op, 311547 to 288285 to 270263 ns.
 *
 * <p><b>Mechanism:</b> the receiver takes a buffer, and whoever waited for the answer releases it,
 * on another thread. In between, the buffer has one owner at every moment. Ciphertext and tag of an
 * encrypted packet are copied into a second buffer, the scratch, and decrypted there; the packet is
 * released at once, and the scratch takes its place. Where nobody can tell who is last (several
 * answers in one packet, an answer that came just before its reader gave up), the buffer is left to
 * the collector. A packet that cannot be decrypted, is of another session, or is awaited by nobody
 * is released and skipped; a signature that does not fit fails the READ that it answers; the
 * connection goes on. Still wrong upstream, and not here: an error that aliases a released buffer;
 * frames without a cap; sizes that ratchet to the largest, against which {@link
 * io.poolbench.scenarios.recvpool.ArrayPool} has a pool for each size; a release that two threads
 * can both win; a packet in the clear that is believed in an encrypted session. Stricter than
 * upstream: more credits than there can be, and a message that is followed by none, end the
 * connection.
 *
 * <p><b>The rows:</b> all twelve of the seed, {@code readat} and {@code roundtrip}, {@code plain}
 * and {@code encrypted}, 1 KB to 1 MB, are done by one thread in the seed's order: it writes the
 * request, answers it, receives the answer, and reads it. No thread is woken, so that bytes and
 * objects are the same in every fork and the time is the work's. The seed has four goroutines over
 * a pipe: {@code readat-…-threads} is that, with threads that send, receive and serve. 30 B/op more
 * are allocated by what waits, and at 1 KB waking a thread takes longer than all the work. {@code
 * …-tcp} is the client with its threads over a loopback socket. RoundTrip on threads in memory is
 * left out to save time, and was not measured.
 *
 * <p><b>What the rows leave out:</b> in memory, the server is in the client's JVM and must not
 * allocate there, so it encrypts nothing: it patches one answer that was encrypted once ({@link
 * io.poolbench.scenarios.smb2.PatchedAnswers}), where the seed's server encrypts every one, in the
 * time that the seed counts. Over TCP, a server in another process opens every request and seals
 * every answer ({@link io.poolbench.scenarios.smb2.SealedAnswers}); what it allocates is not
 * counted, and the time it takes is. A READ asks for the bytes behind the last one's, and the
 * server marks some of them with the place in the file, so that what an earlier READ left in a
 * buffer cannot pass for an answer.
 *
 * <p><b>Where the JVM differs:</b> a new array must be zeroed, which at 1 MB costs about as much as
 * copying the packet. What is left of the allocation (JDK 25, Serial): plain 184 B/op, which are
 * the exchange and its entry among those that wait, the buffer's holder, and the answer. Encrypted
 * 1856 to 2144 B/op: all but 184 B are the cipher's, about 815 or 930 B for each packet, which
 * compiled code differs in from one JVM to the next. {@link javax.crypto.Cipher} must be
 * initialised for each packet, since the nonce is another, and the JDK's GCM makes its engine anew
 * then: the hash with its table, two counters, a copy of the key, the buffer for the header that is
 * only authenticated. Go's GCM keeps its table with the key, which is why the seed needs only 4
 * allocations. The call that allocates least is a single doFinal: giving it the tag in a second
 * call makes it keep a copy of the whole message. In place, as upstream decrypts, it allocates as
 * much as from one array to another (936 B), but the JDK hashes and decrypts in two passes then and
 * not in one: with the copy 229 us of processor time against 62 at 1 MB, 13.7 against 3.7 at 64 KB.
 * That is in every stage alike; who need not follow upstream decrypts from one array to the other.
 *
 * <p><b>When pooling loses:</b> at 1 KB, a new array costs no more than a pooled one, and with
 * threads, time goes into waking them. A pool keeps up to 16 arrays or 8 MiB of each size until
 * they have not been used for a minute, and an array is up to twice as large as its packet. And
 * whoever gets an answer must release it, which no compiler checks.
 */
@NullMarked
package io.poolbench.scenarios.recvpool;

import org.jspecify.annotations.NullMarked;
