/**
 * Reads from a file over SMB2, as far as its receive buffers are concerned: a client and three ways
 * to a server ({@link io.poolbench.scenarios.smb2.Link}), in the clear, signed or encrypted. What
 * enters are the {@link io.poolbench.scenarios.smb2.ReceiveBuffers} of a technique, which alone
 * decide where an array comes from and where it goes; what leaves is an {@link
 * io.poolbench.scenarios.smb2.ReadOperation}, ready to be repeated. Knows no technique; nothing of
 * the protocol is seen from outside.
 */
@NullMarked
package io.poolbench.scenarios.smb2;

import org.jspecify.annotations.NullMarked;
