package cn.nongchao.people.access;

import cn.nongchao.people.Viewer;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import java.util.List;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.method.HandlerMethod;

/** Tells in /openapi.json who may ask: anyone, a token, or the person themselves in a session. */
@Component
class DescribedAccess implements OperationCustomizer {

  DescribedAccess() {
    // Whoever asks is known from the request, and is nothing to send.
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(Viewer.class);
  }

  @Override
  public Operation customize(Operation operation, HandlerMethod handler) {
    Guard guard = Guard.of(handler);
    if (guard != null && guard.isForAnyone()) return operation.security(List.of());
    if (guard == null || !guard.takesThePerson()) return operation;
    SecurityRequirement session = new SecurityRequirement().addList("session");
    if (!handler.hasMethodAnnotation(GetMapping.class)) session.addList("forgery");
    operation.setSecurity(List.of(session));
    return operation;
  }
}
