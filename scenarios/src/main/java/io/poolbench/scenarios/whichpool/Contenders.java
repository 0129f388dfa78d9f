package io.poolbench.scenarios.whichpool;

import io.poolbench.scenarios.Variant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.IntFunction;

/** The pools that are compared, by the names that they have in the report. */
final class Contenders {

  /** The buffers that a pool keeps, where that can be chosen. */
  static final int CAPACITY = 64;

  static final Variant RECYCLING = new Variant("recycling");
  static final Variant FREELIST = new Variant("freelist");
  static final Variant NETTY_RECYCLER = new Variant("netty-recycler");
  static final Variant OKIO = new Variant("okio");
  static final Variant COMMONS_SOFT = new Variant("commons-soft");

  /** Each makes a pool of buffers of the size that it is given. */
  static final SequencedMap<Variant, IntFunction<Contender<?>>> ALL;

  static {
    SequencedMap<Variant, IntFunction<Contender<?>>> all = new LinkedHashMap<>();
    all.put(Variant.BEFORE, ArrayPools.Fresh::new);
    all.put(RECYCLING, Recycling::new);
    all.put(new Variant("threadlocal"), ArrayPools.ThreadLocalSlot::new);
    all.put(FREELIST, ArrayPools.FreeList::new);
    all.put(new Variant("jctools"), ArrayPools.Jctools::new);
    all.put(new Variant("tomcat"), ArrayPools.Tomcat::new);
    all.put(NETTY_RECYCLER, Netty.SharedRecycler::new);
    all.put(new Variant("netty-adaptive"), Netty.Adaptive::new);
    all.put(new Variant("jetty"), Jetty::new);
    all.put(OKIO, Okio::new);
    all.put(new Variant("stormpot"), Stormpot::new);
    all.put(new Variant("commons-pool2"), CommonsPool::generic);
    all.put(COMMONS_SOFT, CommonsPool::soft);
    ALL = Collections.unmodifiableSequencedMap(all);
  }

  private Contenders() {}

  /** Returns all but some. */
  static Map<Variant, IntFunction<Contender<?>>> without(Variant... some) {
    Map<Variant, IntFunction<Contender<?>>> others = new LinkedHashMap<>(ALL);
    others.keySet().removeAll(List.of(some));
    return others;
  }
}
