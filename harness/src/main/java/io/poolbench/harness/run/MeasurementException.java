package io.poolbench.harness.run;

/** Says that nothing can be measured, or no more: the message says why, and what to do about it. */
public final class MeasurementException extends RuntimeException {

  private static final long serialVersionUID = 1;

  MeasurementException(String message) {
    super(message);
  }

  MeasurementException(String message, Exception cause) {
    super(message, cause);
  }
}
