/**
 * Limits of allocation as unit tests of JUnit Jupiter 5 and 6: {@link
 * io.poolbench.junit.AllocatesAtMost} on a test method. Enters a test, leaves its outcome; knows
 * neither JMH nor the harness, and shares with it what counts objects.
 *
 * <p>In the JVM of the tests, the extension only starts another one and hands on what became of the
 * test there. In that one, JUnit runs the test as it would anywhere, with its class, its other
 * extensions and its set-up; only the method's own body is called again and again, and counted.
 */
@NullMarked
package io.poolbench.junit;

import org.jspecify.annotations.NullMarked;
