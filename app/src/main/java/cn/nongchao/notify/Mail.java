package cn.nongchao.notify;

import cn.nongchao.platform.PublicAddress;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/** E-mail by the server of {@code spring.mail.*}: plain text to one person. */
@Component
class Mail implements Outlet {

  private final ObjectProvider<JavaMailSender> server;
  private final NotifySettings settings;
  private final PublicAddress address;

  Mail(ObjectProvider<JavaMailSender> server, NotifySettings settings, PublicAddress address) {
    this.server = server;
    this.settings = settings;
    this.address = address;
  }

  @Override
  public WayKind kind() {
    return WayKind.EMAIL;
  }

  @Override
  public boolean isOpen() {
    return server.getIfAvailable() != null && !settings.mailFrom().isEmpty();
  }

  @Override
  public Delivery send(Letter letter) throws MessagingException {
    MimeMessage message = new Numbered(letter, PublicAddress.host(address.now()));
    message.setFrom(new InternetAddress(settings.mailFrom(), true));
    message.setRecipient(
        jakarta.mail.Message.RecipientType.TO, new InternetAddress(letter.way().address(), true));
    message.setSubject(letter.title(), StandardCharsets.UTF_8.name());
    message.setText(letter.plain(), StandardCharsets.UTF_8.name());
    message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: nobody's machine answers
    message.saveChanges();
    try {
      server.getObject().send(message);
      return Delivery.taken();
    } catch (MailAuthenticationException e) {
      return Delivery.failed("the mail server refuses our name or password");
    } catch (MailSendException e) {
      return isUnknown(e)
          ? Delivery.failedForGood("the mail server refuses the address")
          : Delivery.failed("the mail server did not take it");
    }
  }

  private static boolean isUnknown(MailSendException e) {
    return e.getFailedMessages().values().stream()
        .anyMatch(one ->
            one instanceof SendFailedException failed
                && failed.getInvalidAddresses() != null
                && failed.getInvalidAddresses().length > 0);
  }

  /** A message whose name among all messages stays the same each time it is tried. */
  private static final class Numbered extends MimeMessage {

    private final String id;

    Numbered(Letter letter, String host) {
      super(Session.getInstance(new Properties()));
      this.id = "<" + letter.id() + "@" + host + ">";
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
