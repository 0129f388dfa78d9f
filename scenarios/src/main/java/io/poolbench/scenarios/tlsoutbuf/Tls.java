package io.poolbench.scenarios.tlsoutbuf;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/** Makes engines of TLS 1.3 with AES-128-GCM from the JDK, under a certificate made for the run. */
final class Tls {

  private final SSLContext context;

  Tls() throws Exception {
    SelfSigned self = SelfSigned.make();
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(self.store(), SelfSigned.PASSWORD);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(self.store());
    context = SSLContext.getInstance("TLSv1.3");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    // A cached session would be a part of the footprint that is not the connection's.
    context.getServerSessionContext().setSessionCacheSize(1);
    context.getClientSessionContext().setSessionCacheSize(1);
  }

  SSLEngine client() {
    return engine(true);
  }

  SSLEngine server() {
    return engine(false);
  }

  private SSLEngine engine(boolean client) {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(client);
    engine.setSSLParameters(
        new SSLParameters(new String[] {"TLS_AES_128_GCM_SHA256"}, new String[] {"TLSv1.3"}));
    return engine;
  }
}
