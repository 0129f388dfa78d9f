/**
 * JFR recordings of the JDK and of async-profiler enter, what they sampled leaves: totals by call
 * site and class, and trees of calls. Read as a stream, so that memory goes by the number of
 * distinct stacks and not by that of events. Knows no format.
 */
@NullMarked
package io.poolbench.reports.profile;

import org.jspecify.annotations.NullMarked;
