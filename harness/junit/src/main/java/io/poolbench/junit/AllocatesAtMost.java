package io.poolbench.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Fails a test whose body allocates more than is allowed, and names the classes and where their
 * objects are made.
 *
 * <pre>{@code
 * @Test
 * @AllocatesAtMost(objects = 0)
 * void aBufferComesFromThePool() {
 *   pool.release(pool.claim());
 * }
 * }</pre>
 *
 * <p>The body of the test method is one operation. It runs in a JVM of its own: some thousand times
 * until it is compiled and allocates alike, for at most five seconds, then between histograms of
 * the whole heap, so that objects of other threads count too. What an operation allocates is the
 * slope over stretches of different length. What the compiler has removed is not counted, as it is
 * not allocated. A limit of 0 is exact for the thread of the test: it also fails where only one of
 * many thousand operations allocates.
 *
 * <p>{@code @BeforeEach} and {@code @AfterEach} run once, before and after all operations, in that
 * JVM only, and are not counted; constructor and {@code @BeforeAll} run in both. A test that throws
 * fails, or is aborted, with what it has thrown. Arguments of a parameterized test are the same for
 * all operations. {@code @TestFactory} is not supported.
 *
 * <p>That JVM has the class path, the system properties and the arguments of the JVM of the tests,
 * without agents and debuggers, and always a heap of 256 MB; it collects serially, before Java 20
 * with G1, where the arguments name no collector. A collector whose heap histogram shows live
 * objects only, as ZGC's, cannot be counted, and the test fails. So does one that has not ended 30
 * seconds after it has begun; the configuration parameter {@value AllocationLimit#SECONDS} sets
 * another limit for all, and JUnit's {@code @Timeout} one for a test with all its operations.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(AllocationLimit.class)
public @interface AllocatesAtMost {

  /** Allows so many objects per operation; 0.5 allows one in every second operation. */
  double objects() default Double.POSITIVE_INFINITY;

  /** Allows so many bytes per operation, headers and alignment included. */
  double bytes() default Double.POSITIVE_INFINITY;
}
