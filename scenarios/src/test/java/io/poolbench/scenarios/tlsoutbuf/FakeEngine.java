package io.poolbench.scenarios.tlsoutbuf;

import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

/**
 * Does on demand what a real engine does once in years: asks for buffers of another size, fails
 * with the data copied and not yet encrypted, or makes no record at all. Its records are the data.
 */
final class FakeEngine extends SSLEngine {

  boolean failing;
  boolean mute;
  private final SSLSession session;

  FakeEngine(int packetBytes) {
    session =
        (SSLSession)
            Proxy.newProxyInstance(
                SSLSession.class.getClassLoader(),
                new Class<?>[] {SSLSession.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("getPacketBufferSize")) {
                    return packetBytes;
                  }
                  throw unasked();
                });
  }

  @Override
  public SSLEngineResult wrap(ByteBuffer[] data, int offset, int length, ByteBuffer record)
      throws SSLException {
    if (mute) {
      return new SSLEngineResult(Status.OK, HandshakeStatus.NEED_UNWRAP, 0, 0);
    }
    int consumed = data[offset].remaining();
    record.put(data[offset]);
    if (failing) {
      throw new SSLException("engine failed");
    }
    return new SSLEngineResult(Status.OK, HandshakeStatus.NOT_HANDSHAKING, consumed, consumed);
  }

  @Override
  public SSLSession getSession() {
    return session;
  }

  @Override
  public boolean isOutboundDone() {
    return false;
  }

  private static UnsupportedOperationException unasked() {
    return new UnsupportedOperationException("a sending half has no use for this");
  }

  @Override
  public SSLEngineResult unwrap(ByteBuffer source, ByteBuffer[] targets, int offset, int length) {
    throw unasked();
  }

  @Override
  public Runnable getDelegatedTask() {
    throw unasked();
  }

  @Override
  public void closeInbound() {
    throw unasked();
  }

  @Override
  public boolean isInboundDone() {
    throw unasked();
  }

  @Override
  public void closeOutbound() {
    throw unasked();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    throw unasked();
  }

  @Override
  public String[] getEnabledCipherSuites() {
    throw unasked();
  }

  @Override
  public void setEnabledCipherSuites(String[] suites) {
    throw unasked();
  }

  @Override
  public String[] getSupportedProtocols() {
    throw unasked();
  }

  @Override
  public String[] getEnabledProtocols() {
    throw unasked();
  }

  @Override
  public void setEnabledProtocols(String[] protocols) {
    throw unasked();
  }

  @Override
  public void beginHandshake() {
    throw unasked();
  }

  @Override
  public HandshakeStatus getHandshakeStatus() {
    throw unasked();
  }

  @Override
  public void setUseClientMode(boolean mode) {
    throw unasked();
  }

  @Override
  public boolean getUseClientMode() {
    throw unasked();
  }

  @Override
  public void setNeedClientAuth(boolean need) {
    throw unasked();
  }

  @Override
  public boolean getNeedClientAuth() {
    throw unasked();
  }

  @Override
  public void setWantClientAuth(boolean want) {
    throw unasked();
  }

  @Override
  public boolean getWantClientAuth() {
    throw unasked();
  }

  @Override
  public void setEnableSessionCreation(boolean flag) {
    throw unasked();
  }

  @Override
  public boolean getEnableSessionCreation() {
    throw unasked();
  }
}
