package io.poolbench.scenarios.pool;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The state of a holder: one word, and everything that may happen to it.
 *
 * <pre>
 *   63                      4  3     2 1 0
 *  +-------------------------+------+-------+
 *  | hits not yet counted    | AWAY | phase |      AWAY: it has no place, or lost it
 *  +-------------------------+------+-------+
 *
 *               claim                beginReturn
 *   POOLED ----------------> HELD ----------------> RETURNING
 *    |  ^                     |                      |     |
 *    |  +----- giveBack ------+                      |     | end
 *    |  +-------------- finishReturn ----------------+     v
 *    +------------------ steal, evict ----------------->  SPENT
 * </pre>
 *
 * <p>One that has a place is in it as POOLED, and whoever takes the place of one that is out must
 * make it AWAY, which fails only if it came back in the meantime: so nothing is lost in between.
 * The hits ride in the word because taking is a compare-and-set anyhow; whoever sets AWAY carries
 * them to the {@link Tally}.
 *
 * <p>In a pool of mere memory, a holder that its own taker gives back becomes PRIVATE. From then on
 * {@code out} says whether it is in, and the taker flips that without any atomic instruction: these
 * are what would make it slower than a ThreadLocal. A holder has one taker for life, and {@code
 * out} is written by that one thread only, so that it never reads of it but what it wrote itself:
 * if that says in, the thread itself put it in, and nobody else has had it since. Whoever else
 * gives it back makes it POOLED and leaves {@code out} as it is. Nobody steals what is private, and
 * what is stolen moves to a new holder.
 *
 * <p>Giving up a private one is a guess, since its taker may be taking it at that very moment: it
 * becomes REVOKED and is left to the collector. If the guess was wrong, nothing has happened but
 * that it comes back without a place and is counted again. For a descriptor that would be a
 * disaster, so that no pool with an {@code onDiscard} has private holders.
 */
abstract sealed class PooledState extends Padding permits Pooled {

  private static final long HELD = 0;
  private static final long POOLED = 1;
  private static final long RETURNING = 2;
  private static final long SPENT = 3;
  private static final long PRIVATE = 4;
  private static final long REVOKED = 5;
  private static final long PHASE = 7;
  private static final long AWAY = 8;
  private static final int HITS = 4;
  private static final long ONE_HIT = 1L << HITS;

  /** The answer of a method that did not find the state it starts from. */
  static final long REFUSED = -1;

  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(PooledState.class, "state", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private volatile long state;

  /**
   * True while it is PRIVATE and out. Written by its taker alone; a guess for all but the taker and
   * whoever holds it.
   */
  private boolean out;

  /** Takes while PRIVATE, to be added to the hits in the word. */
  private long privateHits;

  /** Makes a new holder: held by whoever makes it, without a place. */
  PooledState() {
    STATE.set(this, HELD | AWAY);
  }

  final boolean isHeld() {
    return isHeld(state);
  }

  /** Tells whether nobody holds it and it is in its place. */
  final boolean isIn() {
    return isIn(state);
  }

  private boolean isHeld(long word) {
    long phase = word & PHASE;
    return phase == HELD || (phase == PRIVATE && out);
  }

  private boolean isIn(long word) {
    long phase = word & PHASE;
    return phase == POOLED || (phase == PRIVATE && !out);
  }

  final boolean isPrivate() {
    return (state & PHASE) == PRIVATE;
  }

  /** Returns a number that differs from what it was if the item was taken or given back since. */
  final long word() {
    return state + privateHits * ONE_HIT;
  }

  final long hits() {
    return hits(state);
  }

  private long hits(long word) {
    return (word & AWAY) != 0 ? 0 : (word >>> HITS) + privateHits;
  }

  /** Takes it for its taker, if it is private to that; else returns false. */
  final boolean claimPrivate() {
    boolean claimed = isPrivateToMe() && !out;
    if (claimed) {
      out = true;
      privateHits++;
    }
    return claimed;
  }

  /**
   * Tells its taker what {@link #isPrivate} does: nobody else makes it so, nothing need be
   * acquired.
   */
  private boolean isPrivateToMe() {
    return ((long) STATE.getOpaque(this) & PHASE) == PRIVATE;
  }

  /** Takes it for its taker; its place remains reserved for it. Returns false when it is not in. */
  final boolean claim() {
    long now = state;
    return claimPrivate() || ((now & PHASE) == POOLED && cas(now, now - POOLED + HELD + ONE_HIT));
  }

  /**
   * Takes the item for another and leaves the holder; returns the hits before this one, or {@link
   * #REFUSED}.
   */
  final long steal() {
    long now = state;
    return (now & PHASE) == POOLED && cas(now, SPENT | AWAY) ? hits(now) : REFUSED;
  }

  /** Ends it while nobody holds it; returns its hits, or {@link #REFUSED}. */
  final long evict() {
    long now = state;
    if (!isIn(now)) {
      return REFUSED;
    }
    return (now & PHASE) == PRIVATE ? revoke() : cas(now, SPENT | AWAY) ? hits(now) : REFUSED;
  }

  /** Gives up a private one, in or out; returns its hits, or {@link #REFUSED}. */
  final long revoke() {
    long now = state;
    long seen = privateHits;
    // The word says how many private hits were seen, for its taker may be adding one just now.
    return (now & PHASE) == PRIVATE && cas(now, REVOKED | AWAY | (seen << HITS))
        ? (now >>> HITS) + seen
        : REFUSED;
  }

  /** Undoes giving it up, when it is given back; returns the hits not seen, or {@link #REFUSED}. */
  final long reinstate() {
    long now = state;
    return (now & PHASE) == REVOKED && out && cas(now, HELD | AWAY)
        ? privateHits - (now >>> HITS)
        : REFUSED;
  }

  /** Tells its taker whether it is private and out. */
  final boolean isOutPrivately() {
    return isPrivateToMe() && out;
  }

  /** Gives it back for its taker, if it is private, in place of all else; else returns false. */
  final boolean comeBack() {
    boolean mayComeBack = isOutPrivately();
    if (mayComeBack) {
      out = false;
    }
    return mayComeBack;
  }

  /**
   * Gives it back for its taker, who has seen that it is out privately before the item was reset.
   * If it was given up since, it is left to the collector, as when it is given up at this very
   * moment.
   */
  final void comeBackFromReset() {
    out = false;
  }

  /**
   * Gives it back to its place in one step, where nothing need be done to the item on the way;
   * false when that cannot be.
   */
  final boolean giveBack() {
    long now = state;
    return isHeld(now) && (now & AWAY) == 0 && cas(now, (now & ~PHASE) | POOLED);
  }

  /** Makes the caller the only one who gives it back; returns false to all but one. */
  final boolean beginReturn() {
    long now;
    do {
      now = state;
      if (!isHeld(now)) {
        return false;
      }
    } while (!cas(now, (now & ~PHASE) | RETURNING));
    return true;
  }

  /**
   * Gives it back to its place, as private by its taker only; returns false if it has lost its
   * place or has none.
   */
  final boolean finishReturn(boolean asPrivate) {
    if (asPrivate) {
      out = false;
    }
    long now = state;
    return (now & AWAY) == 0 && cas(now, (now & ~PHASE) | (asPrivate ? PRIVATE : POOLED));
  }

  /** Marks it as in; the caller is about to give it a place, its first. */
  final void shelve() {
    state = POOLED;
  }

  /** Ends it while the caller alone gives it back; returns the hits not yet counted. */
  final long end() {
    return hits((long) STATE.getAndSet(this, SPENT | AWAY));
  }

  /**
   * Tells one that is out that its place is gone; returns its hits, or {@link #REFUSED} if it may
   * be back.
   */
  final long sendAway() {
    long now;
    long phase;
    do {
      now = state;
      phase = now & PHASE;
      if (phase == POOLED || phase == PRIVATE) {
        return REFUSED;
      }
      if ((now & AWAY) != 0) {
        return 0;
      }
    } while (!cas(now, phase | AWAY));
    return hits(now);
  }

  private boolean cas(long from, long to) {
    return STATE.compareAndSet(this, from, to);
  }
}
