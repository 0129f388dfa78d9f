/**
 * The pools under the techniques. What enters is how to make an item, how many bytes it holds and
 * when it may be used again; what leaves is an item that nobody else holds. Must not know what the
 * items are, nor any technique.
 */
@NullMarked
package io.poolbench.scenarios.pool;

import org.jspecify.annotations.NullMarked;
