@NullMarked
package io.poolbench.reports.model;

import org.jspecify.annotations.NullMarked;
