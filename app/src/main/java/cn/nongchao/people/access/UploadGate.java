package cn.nongchao.people.access;

import cn.nongchao.platform.Outage;
import cn.nongchao.platform.Refusal;
import cn.nongchao.platform.web.Guarded;
import cn.nongchao.platform.web.Sluice;
import cn.nongchao.platform.web.TakesFiles;
import cn.nongchao.platform.web.Told;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.server.RequestPath;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerExecutionChain;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Lets a form in parts in: only where an address declares that it takes files, from whom {@link
 * Gate} lets use it, and of the length declared; all asked before a byte of it is read. It stands
 * before the anti-forgery check, which looks for its token among the parts.
 */
final class UploadGate extends OncePerRequestFilter {

  private static final Refusal NO_FILES =
      Refusal.of("wrong-media-type", "此地址不接收文件", "no files are taken at this address");

  private static final Refusal BROKEN =
      Refusal.of("bad-input", "上传的内容不完整，无法读取", "the upload is broken and cannot be read");

  private final ApplicationContext context;
  private final Gate gate;

  UploadGate(ApplicationContext context, Gate gate) {
    this.context = context;
    this.gate = gate;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return Sluice.of(request) == null;
  }

  @Override
  protected boolean shouldNotFilterErrorDispatch() {
    return false;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Sluice sluice = Sluice.of(request);
    if (sluice == null || request.getDispatcherType() == DispatcherType.ERROR) {
      chain.doFilter(new WithoutBody(request), response);
      return;
    }
    HandlerMethod handler = handler(request);
    long most = handler == null ? 0 : most(handler);
    if (handler == null || most == 0) {
      Told.send(NO_FILES, request, response);
      return;
    }
    if (!gate.preHandle(request, response, handler)) return;
    sluice.letIn(most);
    if (request.getContentLengthLong() > most + TakesFiles.FIELDS) {
      Told.send(sluice.tooLarge(), request, response);
      return;
    }
    try {
      chain.doFilter(request, response);
    } catch (IllegalStateException unread) {
      // What the server throws at whoever asks for a parameter of an upload it cannot take apart.
      Exception why = response.isCommitted() ? null : whyUnread(request);
      if (why == null) throw unread;
      Outage outage = Outage.of(why); // parts lie on our disk while they come
      Refusal ours = outage == null ? BROKEN : outage.refusal();
      Told.send(sluice.cutOff().orElse(ours), request, response);
    }
  }

  private static @Nullable Exception whyUnread(HttpServletRequest request) {
    try {
      request.getParts();
      return null;
    } catch (IOException | ServletException | IllegalStateException unread) {
      return unread;
    }
  }

  /** Null where there is none for the request, whatever the reason. */
  private @Nullable HandlerMethod handler(HttpServletRequest request) {
    var mapping =
        context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
    RequestPath before = (RequestPath) request.getAttribute(ServletRequestPathUtils.PATH_ATTRIBUTE);
    ServletRequestPathUtils.parseAndCache(request);
    try {
      HandlerExecutionChain found = mapping.getHandler(request);
      return found != null && found.getHandler() instanceof HandlerMethod method ? method : null;
    } catch (Exception none) { // as that method declares; the wrong method or type among them
      return null;
    } finally {
      ServletRequestPathUtils.setParsedRequestPath(before, request);
    }
  }

  private static long most(HandlerMethod handler) {
    if (handler.getBean() instanceof Guarded own) {
      return own.mostInParts(handler.getMethod().getName());
    }
    TakesFiles takes =
        AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), TakesFiles.class);
    return takes == null ? 0 : takes.most();
  }

  /** For the page that tells of an error, which must not have the body taken apart once more. */
  private static final class WithoutBody extends HttpServletRequestWrapper {

    WithoutBody(HttpServletRequest request) {
      super(request);
    }

    @Override
    public @Nullable String getContentType() {
      return null;
    }

    @Override
    public Collection<Part> getParts() {
      return List.of();
    }

    @Override
    public @Nullable Part getPart(String name) {
      return null;
    }

    @Override
    public @Nullable String getParameter(String name) {
      return null;
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
      return null;
    }

    @Override
    public Map<String, String[]> getParameterMap() {
      return Map.of();
    }

    @Override
    public Enumeration<String> getParameterNames() {
      return Collections.emptyEnumeration();
    }
  }
}
