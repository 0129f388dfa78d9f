/** Tests the client and its servers, with the buffers of recvpool and with some that are broken. */
@NullMarked
package io.poolbench.scenarios.smb2;

import org.jspecify.annotations.NullMarked;
