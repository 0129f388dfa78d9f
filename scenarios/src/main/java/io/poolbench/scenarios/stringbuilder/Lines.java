package io.poolbench.scenarios.stringbuilder;

/** Makes log lines. */
interface Lines {

  /** Characters that a line has at most, as one who cares would know. */
  int LENGTH = 256;

  /** Makes one line, with the number of a request and how long it took, in microseconds. */
  String line(long request, long micros);

  /** Appends about two hundred characters. */
  static void append(StringBuilder line, long request, long micros) {
    line.append("2026-11-20T22:40:00.123Z INFO  [http-worker-7] io.poolbench.example.Access - ")
        .append("request=")
        .append(request)
        .append(" method=GET path=/api/v1/measurements/latest status=200 bytes=13716 micros=")
        .append(micros)
        .append(" agent=\"Mozilla/5.0 (X11; Linux x86_64)\"");
  }
}
