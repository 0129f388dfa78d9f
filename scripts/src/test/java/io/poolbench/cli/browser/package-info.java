/**
 * The page in a real browser. A file enters, facts about what Chromium made of it leave. Knows
 * nothing of how the page was rendered.
 */
@NullMarked
package io.poolbench.cli.browser;

import org.jspecify.annotations.NullMarked;
