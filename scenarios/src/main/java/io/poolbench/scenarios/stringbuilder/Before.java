package io.poolbench.scenarios.stringbuilder;

/** Makes log lines in a builder. */
final class Before implements Lines {

  @Override
  public String line(long request, long micros) {
    StringBuilder line = new StringBuilder(Lines.LENGTH);
    Lines.append(line, request, micros);
    return line.toString();
  }
}
