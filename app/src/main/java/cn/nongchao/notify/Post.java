package cn.nongchao.notify;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Sends to addresses others named: to nowhere within our own network ({@link OwnNetwork}),
 * following nothing, reading little, without proxy and without cookies.
 */
@Component
class Post implements DisposableBean {

  private static final int READ = 64 * 1024;
  private static final Timeout PATIENCE = Timeout.ofSeconds(10);

  /** What came back. */
  record Answer(int status, String body) {

    boolean isGood() {
      return status / 100 == 2;
    }

    /** A refusal of a request as such; 408 and 429 ask to come again. */
    boolean isForGood() {
      return status / 100 == 4 && status != 408 && status != 429;
    }
  }

  private final OwnNetwork network;
  private final CloseableHttpClient client;

  Post(OwnNetwork network) {
    this.network = network;
    ConnectionConfig connections =
        ConnectionConfig.custom().setConnectTimeout(PATIENCE).setSocketTimeout(PATIENCE).build();
    this.client =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(network)
                    .setDefaultConnectionConfig(connections)
                    .setMaxConnTotal(200)
                    .setMaxConnPerRoute(20)
                    .build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectionRequestTimeout(PATIENCE)
                    .setResponseTimeout(PATIENCE)
                    .build())
            .setUserAgent("Nongchao")
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .build();
  }

  Answer send(String method, URI to, Map<String, String> headers, String type, byte[] body)
      throws IOException {
    if (to.getScheme().equals("http")) staysInside(to.getHost());
    HttpUriRequestBase request = new HttpUriRequestBase(method, to);
    headers.forEach(request::setHeader);
    request.setEntity(new ByteArrayEntity(body, ContentType.parse(type)));
    return client.execute(
        request,
        response -> {
          if (response.getEntity() == null) return new Answer(response.getCode(), "");
          try (InputStream content = response.getEntity().getContent()) {
            String read = new String(content.readNBytes(READ), StandardCharsets.UTF_8);
            return new Answer(response.getCode(), read);
          } finally {
            request.abort(); // what is longer is not waited for
          }
        });
  }

  /** In clear only where the installation says that the network is its own. */
  private void staysInside(String host) throws IOException {
    for (InetAddress one : InetAddress.getAllByName(host)) {
      if (!network.isInside(one)) throw new InTheClear();
    }
  }

  /** What leaves the own network goes encrypted. */
  static final class InTheClear extends IOException {
    private static final long serialVersionUID = 1;
  }

  @Override
  public void destroy() throws IOException {
    client.close();
  }
}
