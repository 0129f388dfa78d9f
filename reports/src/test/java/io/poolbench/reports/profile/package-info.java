/** Real recordings, made by the test. */
@NullMarked
package io.poolbench.reports.profile;

import org.jspecify.annotations.NullMarked;
