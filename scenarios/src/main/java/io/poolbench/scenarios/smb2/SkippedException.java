package io.poolbench.scenarios.smb2;

import java.io.IOException;

/**
 * Says that a packet came of which nothing can be believed: it is skipped, and the connection goes
 * on.
 */
final class SkippedException extends IOException {

  SkippedException(String why) {
    super(why);
  }

  SkippedException(String why, Throwable cause) {
    super(why, cause);
  }
}
