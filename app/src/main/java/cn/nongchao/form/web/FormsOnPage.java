package cn.nongchao.form.web;

import cn.nongchao.form.Asking;
import cn.nongchao.form.Caller;
import cn.nongchao.form.Callers;
import cn.nongchao.form.FormView;
import cn.nongchao.form.FormViews;
import cn.nongchao.form.FormViews.State;
import cn.nongchao.form.Nothing;
import cn.nongchao.platform.Outcome;
import cn.nongchao.platform.Ui;
import cn.nongchao.platform.web.UiOfRequest;
import gg.jte.Content;
import gg.jte.TemplateOutput;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Draws the forms of declared writes where a template asks for them by name. */
@Component
class FormsOnPage implements UiOfRequest.Drawing {

  private static final String REACHED = FormsOnPage.class.getName() + ".reached";

  private final ObjectProvider<WriteDoors> doors;
  private final Carrying carrying;
  private final FormViews views;

  FormsOnPage(ObjectProvider<WriteDoors> doors, Carrying carrying, FormViews views) {
    this.doors = doors;
    this.carrying = carrying;
    this.views = views;
  }

  @Override
  public Ui.Drawn of(HttpServletRequest request) {
    return new Drawn(request);
  }

  private static final Content NOTHING =
      new Content() {
        @Override
        public void writeTo(TemplateOutput output) {}

        @Override
        public boolean isEmptyContent() {
          return true;
        }
      };

  private final class Drawn implements Ui.Drawn {

    private final HttpServletRequest request;

    Drawn(HttpServletRequest request) {
      this.request = request;
    }

    @Override
    public Content form(Ui ui, String write, Ui.Look look, @Nullable Object initial, Object... at) {
      FormView form = view(write, initial, at);
      if (form == null) return NOTHING;
      return switch (look) {
        case WHOLE -> form.draw(ui);
        case FOLDED -> form.folded(ui);
        case BUTTON -> form.button(ui);
      };
    }

    @Override
    public boolean may(String write) {
      WriteDoor door = doors.getObject().named(write);
      return door != null && may(door.declared(), carrying.callers().of(request));
    }

    @Override
    public @Nullable Object result(String write) {
      Sent sent = Sent.of(request);
      return sent != null && sent.write().equals(write) ? sent.result() : null;
    }

    private @Nullable FormView view(String name, @Nullable Object initial, Object... at) {
      WriteDoor door = doors.getObject().named(name);
      if (door == null) throw new IllegalArgumentException("no write is called " + name);
      Declared write = door.declared();
      Map<String, String> path = new HashMap<>();
      for (int i = 0; i + 1 < at.length; i += 2) path.put(at[i].toString(), at[i + 1].toString());
      Caller caller = carrying.callers().of(request);
      Object subject = subject(write, path, caller);
      if (!may(write, caller) || (write.subject() != null && subject == null)) return null;
      String action = Declared.filled(write.write().page(), path::get);
      Sent sent = Sent.of(request);
      State state = State.of(initial);
      if (sent != null && sent.isOf(name, action)) {
        state = new State(sent.typed(), sent.refusals(), initial);
      }
      Class<?> form = write.form() == null ? Nothing.class : write.form();
      Asking asking = new Asking(caller, subject == null ? initial : subject);
      return views
          .show(name, write.title(), action, form, state, asking)
          .without(write.fields(path).keySet())
          .sure(write.sure());
    }

    private boolean may(Declared write, @Nullable Caller caller) {
      if (write.isPublic()) return true;
      Callers callers = carrying.callers();
      if (caller == null) return false;
      return write.isWhole()
          ? callers.holdsEverywhere(caller, write.roles())
          : callers.holds(caller, write.roles());
    }

    /** Found once for a request: a list asks for the same thing with each of its buttons. */
    @SuppressWarnings("unchecked") // ours alone
    private @Nullable Object subject(
        Declared write, Map<String, String> path, @Nullable Caller caller) {
      if (write.subject() == null || caller == null) return null;
      Map<String, Outcome<?>> reached = (Map<String, Outcome<?>>) request.getAttribute(REACHED);
      if (reached == null) {
        reached = new HashMap<>();
        request.setAttribute(REACHED, reached);
      }
      String text = path.getOrDefault(write.subject().getName(), "");
      Outcome<?> found =
          reached.computeIfAbsent(
              write.subject().getType().getName() + " " + text + " " + write.roles(),
              key -> carrying.find(write, text, caller));
      return found instanceof Outcome.Done<?>(Object value) ? value : null;
    }
  }
}
