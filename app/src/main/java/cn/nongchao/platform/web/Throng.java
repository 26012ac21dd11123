package cn.nongchao.platform.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * More at once than can be served are told so at once: so many requests are in work, as many may
 * wait a moment, whoever is beyond comes again. Without it all would wait for a connection of the
 * database, each until it no longer matters, and none would be served in time. A request that waits
 * for its sender, or for its reader, is not in work: whoever sends a byte a second keeps nobody
 * out. What costs nothing, the files that pages are made of, is always given.
 */
@Configuration(proxyBeanMethods = false)
class Throng implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

  /** In which nobody notices that they waited. */
  private static final Duration MOMENT = Duration.ofSeconds(1);

  private final Room room;

  /**
   * @param most in work; four for each connection to the database, if not said
   */
  Throng(
      @Value("${nongchao.requests-at-once:0}") int most,
      @Value("${spring.datasource.hikari.maximum-pool-size:24}") int connections) {
    int all = most > 0 ? most : 4 * connections;
    this.room = new Room(all, all, MOMENT);
  }

  Room room() {
    return room;
  }

  @Override
  public void customize(TomcatServletWebServerFactory server) {
    // Within the valve that tells of errors.
    server.addContextCustomizers(
        context -> context.getParent().getPipeline().addValve(new Door(room)));
  }

  @Bean
  FilterRegistrationBean<OncePerRequestFilter> slowReaders() {
    Room room = this.room;
    var filter =
        new FilterRegistrationBean<OncePerRequestFilter>(
            new OncePerRequestFilter() {
              @Override
              protected void doFilterInternal(
                  HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                  throws ServletException, IOException {
                chain.doFilter(request, new Outgoing(response, room));
              }
            });
    filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
    return filter;
  }

  /** Places for requests in work. */
  static final class Room {

    private static final class Places extends Semaphore {

      private static final long serialVersionUID = 1L;

      Places(int count) {
        super(count, true);
      }

      /** Taken by whoever had one, though there be none: then there are fewer than none. */
      void takeBack() {
        reducePermits(1);
      }
    }

    private final Places places;
    private final AtomicInteger outside = new AtomicInteger();
    private final int waiting;
    private final Duration moment;

    Room(int most, int waiting, Duration moment) {
      this.places = new Places(most);
      this.waiting = waiting;
      this.moment = moment;
    }

    /** Waits a moment at most; false where there is no place, or too many wait already. */
    boolean enter() {
      if (places.tryAcquire()) return true;
      if (places.getQueueLength() >= waiting) return false;
      try {
        return places.tryAcquire(moment.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    void leave() {
      places.release();
    }

    /** To wait for somebody. */
    void goOut() {
      outside.incrementAndGet();
      places.release();
    }

    /** Goes on with what was begun. */
    void comeBack() {
      outside.decrementAndGet();
      places.takeBack();
    }

    int free() {
      return places.availablePermits();
    }

    int waiting() {
      return places.getQueueLength();
    }

    /** How many wait for their sender or their reader. */
    int outside() {
      return outside.get();
    }
  }

  /** Whoever is waited for stands outside. */
  private record Incoming(InputBuffer body, Room room) implements InputBuffer {

    @Override
    public int doRead(ApplicationBufferHandler into) throws IOException {
      room.goOut();
      try {
        return body.doRead(into);
      } finally {
        room.comeBack();
      }
    }

    @Override
    public int available() {
      return body.available();
    }
  }

  /** The same for whoever reads slowly what they asked for. */
  private static final class Outgoing extends HttpServletResponseWrapper {

    private final Room room;
    private @Nullable ServletOutputStream out;

    Outgoing(HttpServletResponse response, Room room) {
      super(response);
      this.room = room;
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
      if (out == null) out = new Written(super.getOutputStream(), room);
      return out;
    }
  }

  private static final class Written extends ServletOutputStream {

    private final ServletOutputStream out;
    private final Room room;

    Written(ServletOutputStream out, Room room) {
      this.out = out;
      this.room = room;
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      room.goOut();
      try {
        out.write(bytes, from, count);
      } finally {
        room.comeBack();
      }
    }

    @Override
    public void write(int one) throws IOException {
      out.write(one);
    }

    @Override
    public void flush() throws IOException {
      room.goOut();
      try {
        out.flush();
      } finally {
        room.comeBack();
      }
    }

    @Override
    public void close() throws IOException {
      out.close();
    }

    @Override
    public boolean isReady() {
      return out.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      out.setWriteListener(listener);
    }
  }

  private static final class Door extends ValveBase {

    private final Room room;

    Door(Room room) {
      super(true);
      this.room = room;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
      if (request.isAsyncDispatching() || isFree(request.getDecodedRequestURI())) {
        getNext().invoke(request, response);
      } else if (room.enter()) {
        inside(request, response);
      } else {
        response.setHeader(HttpHeaders.RETRY_AFTER, Workload.LATER);
        response.sendError(503);
      }
    }

    private void inside(Request request, Response response) throws IOException, ServletException {
      var coyote = request.getCoyoteRequest();
      InputBuffer body = coyote.getInputBuffer();
      coyote.setInputBuffer(new Incoming(body, room));
      try {
        getNext().invoke(request, response);
      } finally {
        coyote.setInputBuffer(body);
        room.leave();
      }
    }

    /** An address that cannot be read has none. */
    private static boolean isFree(@Nullable String path) {
      if (path == null) return false;
      // A server that has all hands full is not ill.
      return path.startsWith("/static/") || path.startsWith("/webjars/") || path.equals("/health");
    }
  }
}
