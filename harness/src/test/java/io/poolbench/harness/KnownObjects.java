package io.poolbench.harness;

import io.poolbench.scenarios.Operation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;

/** A fork whose operation makes so many arrays of 1000 bytes: a census that must come out right. */
final class KnownObjects {

  private KnownObjects() {}

  /** Arguments: objects per operation, threads, platform or virtual, recording, result file. */
  @SuppressWarnings("SystemExitOutsideMain")
  public static void main(String[] arguments) throws Exception {
    int objects = Integer.parseInt(arguments[0]);
    byte[][] kept = new byte[20][];
    Operation operation =
        () -> {
          for (int object = 0; object < objects; object++) {
            kept[object] = new byte[1000];
          }
          return objects;
        };
    boolean virtual = arguments[2].equals("virtual");
    try (Workers workers = new Workers(operation, Integer.parseInt(arguments[1]), virtual)) {
      CensusProgram.Result result =
          CensusProgram.take(workers, Duration.ofMillis(500), Path.of(arguments[3]));
      Files.writeString(Path.of(arguments[4]), JsonMapper.shared().writeValueAsString(result));
    }
    System.exit(0);
  }
}
