package cn.nongchao.platform.web;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/** What programs are told is for them alone and not kept, unless a handler says otherwise. */
@ControllerAdvice
class ApiCaching implements ResponseBodyAdvice<Object> {

  @Override
  public boolean supports(
      MethodParameter handler, Class<? extends HttpMessageConverter<?>> converter) {
    return true;
  }

  @Override
  public @Nullable Object beforeBodyWrite(
      @Nullable Object body,
      MethodParameter handler,
      MediaType type,
      Class<? extends HttpMessageConverter<?>> converter,
      ServerHttpRequest request,
      ServerHttpResponse response) {
    boolean api = request.getURI().getPath().startsWith("/api/");
    if (api && !response.getHeaders().containsHeader(HttpHeaders.CACHE_CONTROL)) {
      response.getHeaders().setCacheControl("private, no-store");
    }
    return body;
  }
}
