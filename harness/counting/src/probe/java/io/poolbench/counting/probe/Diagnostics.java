package io.poolbench.counting.probe;

import java.lang.management.ManagementFactory;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Runs the JVM's own diagnostic commands, as {@code jcmd} knows them.
 *
 * <p>Where the JVM opens two packages of the JDK to us, the command is called as the JDK's own bean
 * calls it. Else the bean is asked, for which a JVM loads some hundreds of classes, Flight Recorder
 * among them: a quarter of a second, which every fork would pay.
 */
final class Diagnostics {

  /** A command, and what the JDK's bean calls it. */
  enum Command {
    HISTOGRAM("GC.class_histogram", "gcClassHistogram"),
    NATIVE_MEMORY("VM.native_memory", "vmNativeMemory"),
    /** Takes no arguments. */
    COMPILER_QUEUE("Compiler.queue", "compilerQueue");

    private final String name;
    private final String operation;

    Command(String name, String operation) {
      this.name = name;
      this.operation = operation;
    }
  }

  /**
   * A method that is called so often by reflection gets a class of its own, before Java 18: not to
   * be made while objects are counted.
   */
  private static final int CALLS_UNTIL_COMPILED = Runtime.version().feature() < 18 ? 20 : 0;

  private static final @Nullable Object BEAN;
  private static final @Nullable Method EXECUTE;

  static {
    Object bean = null;
    Method execute = null;
    try {
      // It loads the library that has the command.
      Class.forName("com.sun.management.internal.PlatformMBeanProviderImpl");
      Method jvm =
          Class.forName("sun.management.ManagementFactoryHelper")
              .getDeclaredMethod("getVMManagement");
      jvm.setAccessible(true);
      Class<?> type = Class.forName("com.sun.management.internal.DiagnosticCommandImpl");
      Constructor<?> constructor =
          type.getDeclaredConstructor(Class.forName("sun.management.VMManagement"));
      constructor.setAccessible(true);
      bean = constructor.newInstance(jvm.invoke(null));
      execute = type.getDeclaredMethod("executeDiagnosticCommand", String.class);
      execute.setAccessible(true);
      for (int call = 0; call < CALLS_UNTIL_COMPILED; call++) {
        execute.invoke(bean, Command.COMPILER_QUEUE.name);
      }
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      execute = null;
    }
    BEAN = bean;
    EXECUTE = execute;
  }

  private Diagnostics() {}

  /** Tells whether commands are called directly. */
  static boolean isDirect() {
    return EXECUTE != null;
  }

  /**
   * Runs a command.
   *
   * @throws IllegalStateException when this JVM has none of that name
   */
  static String run(Command command, String... arguments) {
    try {
      return EXECUTE == null
          ? ask(command, arguments)
          : (String)
              EXECUTE.invoke(BEAN, (command.name + " " + String.join(" ", arguments)).trim());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error) {
        throw (Error) e.getCause();
      }
      throw refused(command, e.getCause() == null ? e : e.getCause());
    } catch (IllegalAccessException | JMException e) {
      throw refused(command, e);
    }
  }

  private static IllegalStateException refused(Command command, Throwable why) {
    return new IllegalStateException(
        "this JVM has no " + command.name + ": " + why.getMessage(), why);
  }

  private static String ask(Command command, String... arguments) throws JMException {
    boolean takesThem = command != Command.COMPILER_QUEUE;
    return (String)
        ManagementFactory.getPlatformMBeanServer()
            .invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                command.operation,
                takesThem ? new Object[] {arguments} : new Object[0],
                takesThem ? new String[] {String[].class.getName()} : new String[0]);
  }
}
