package io.poolbench.scenarios.pool;

import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Shows a pool in the platform's MBean server, which must not keep it alive. */
final class PoolBean implements PoolMXBean {

  private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

  private final WeakReference<RecyclingPool<?>> pool;
  private final ObjectName objectName;

  private PoolBean(RecyclingPool<?> pool, ObjectName objectName) {
    this.pool = new WeakReference<>(pool);
    this.objectName = objectName;
  }

  /** Makes the MBean of that name, and registers it. */
  static PoolBean register(RecyclingPool<?> pool, String name) {
    String objectName = "io.poolbench:type=RecyclingPool,name=" + ObjectName.quote(name);
    try {
      PoolBean bean = new PoolBean(pool, new ObjectName(objectName));
      SERVER.registerMBean(bean, bean.objectName);
      return bean;
    } catch (InstanceAlreadyExistsException e) {
      throw new IllegalArgumentException(
          "pool " + name + ": another open pool has this name; close it or choose another", e);
    } catch (JMException e) {
      throw new IllegalStateException("pool " + name + ": cannot be shown in JMX", e);
    }
  }

  void unregister() {
    try {
      SERVER.unregisterMBean(objectName);
    } catch (JMException | RuntimeException e) {
      // Somebody else unregistered it: gone is gone. And whatever else it is, the housekeeper would
      // meet it at every nap, and age no pool.
    }
  }

  @Override
  public PoolStatistics getStatistics() {
    return pool().statistics();
  }

  @Override
  public void trim() {
    pool().trim();
  }

  private RecyclingPool<?> pool() {
    RecyclingPool<?> alive = pool.get();
    if (alive == null) {
      throw new IllegalStateException(objectName + ": the pool was collected without being closed");
    }
    return alive;
  }
}
