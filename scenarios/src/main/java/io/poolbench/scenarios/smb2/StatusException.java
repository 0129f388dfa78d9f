package io.poolbench.scenarios.smb2;

import java.io.IOException;

/** Says that the server answered that it could not do what it was asked for. */
final class StatusException extends IOException {

  private final int status;
  private final byte[] errorData;

  /**
   * @param errorData the answer's; a copy of one's own, since the answer's buffer will be another's
   */
  StatusException(int status, byte[] errorData) {
    super("the server refused to read: status 0x%08X".formatted(status));
    this.status = status;
    this.errorData = errorData;
  }

  /** Returns the status, as in [MS-ERREF] 2.3. */
  int status() {
    return status;
  }

  byte[] errorData() {
    return errorData.clone();
  }
}
