package io.poolbench.scenarios.pool;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What a class has logged while this is open. */
final class Logged implements AutoCloseable {

  private final Queue<String> messages = new ConcurrentLinkedQueue<>();
  private final Logger logger;

  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord logged) {
          messages.add(logged.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  Logged(Class<?> by) {
    logger = Logger.getLogger(by.getName());
    logger.addHandler(handler);
  }

  List<String> messages() {
    return List.copyOf(messages);
  }

  @Override
  public void close() {
    logger.removeHandler(handler);
  }
}
