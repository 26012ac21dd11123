package cn.nongchao.security;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What the server wrote into its log of what it could not do. */
final class Trouble extends AppenderBase<ILoggingEvent> {

  final Queue<String> told = new ConcurrentLinkedQueue<>();

  @Override
  protected void append(ILoggingEvent event) {
    IThrowableProxy why = event.getThrowableProxy();
    if (why == null && !event.getLevel().isGreaterOrEqual(Level.ERROR)) return;
    StringBuilder text =
        new StringBuilder(event.getLoggerName() + ": " + event.getFormattedMessage());
    for (; why != null; why = why.getCause()) {
      text.append("\n    ").append(why.getClassName()).append(": ").append(why.getMessage());
      for (int i = 0; i < Math.min(12, why.getStackTraceElementProxyArray().length); i++) {
        text.append("\n      ").append(why.getStackTraceElementProxyArray()[i]);
      }
    }
    told.add(text.toString());
  }
}
