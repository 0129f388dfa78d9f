package io.poolbench.scenarios.pool;

/**
 * Puts two cache lines between the states of any two holders, because prefetchers fetch lines in
 * pairs. Fields of a superclass come first: the JVM may not mix them with those below.
 */
abstract sealed class Padding permits PooledState {
  long p01, p02, p03, p04, p05, p06, p07, p08, p09, p10, p11, p12, p13, p14, p15, p16;
}
