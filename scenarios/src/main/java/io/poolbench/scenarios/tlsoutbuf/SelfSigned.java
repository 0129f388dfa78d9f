package io.poolbench.scenarios.tlsoutbuf;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/**
 * A key and a certificate of its own for the run. The JDK parses certificates but makes none, and
 * {@code keytool} takes a second, so the DER is written here: RFC 5280, section 4.1, version 1.
 */
record SelfSigned(PrivateKey key, Certificate certificate) {

  static final char[] PASSWORD = "unused".toCharArray();

  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;
  private static final byte[] ECDSA_WITH_SHA256 = hex("300a06082a8648ce3d040302");
  private static final byte[] COMMON_NAME = hex("0603550403");
  private static final byte[] SERIAL_NUMBER = hex("020101");
  private static final DateTimeFormatter GENERALIZED_TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  /**
   * Makes a certificate that is valid for localhost from yesterday to tomorrow, on the curve P-256.
   */
  static SelfSigned make() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    byte[] unsigned = toBeSigned(pair.getPublic().getEncoded());
    Signature signer = Signature.getInstance("SHA256withECDSA");
    signer.initSign(pair.getPrivate());
    signer.update(unsigned);
    byte[] signature = der(0x03, new byte[] {0}, signer.sign());
    byte[] encoded = der(SEQUENCE, unsigned, ECDSA_WITH_SHA256, signature);
    Certificate certificate =
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(encoded));
    return new SelfSigned(pair.getPrivate(), certificate);
  }

  private static byte[] toBeSigned(byte[] publicKey) {
    byte[] commonName = der(SEQUENCE, COMMON_NAME, der(0x0c, "localhost".getBytes(US_ASCII)));
    byte[] name = der(SEQUENCE, der(SET, commonName));
    Instant now = Instant.now();
    byte[] validity =
        der(SEQUENCE, time(now.minus(1, ChronoUnit.DAYS)), time(now.plus(1, ChronoUnit.DAYS)));
    return der(SEQUENCE, SERIAL_NUMBER, ECDSA_WITH_SHA256, name, validity, name, publicKey);
  }

  private static byte[] time(Instant instant) {
    return der(0x18, GENERALIZED_TIME.format(instant).getBytes(US_ASCII));
  }

  private static byte[] der(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    int length = content.size();
    ByteArrayOutputStream element = new ByteArrayOutputStream();
    element.write(tag);
    if (length > 0xff) {
      element.write(0x82);
      element.write(length >> 8);
    } else if (length > 0x7f) {
      element.write(0x81);
    }
    element.write(length);
    element.writeBytes(content.toByteArray());
    return element.toByteArray();
  }

  private static byte[] hex(String bytes) {
    return HexFormat.of().parseHex(bytes);
  }

  /** Returns key and certificate, as the JDK's key managers and trust managers want them. */
  KeyStore store() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("localhost", key, PASSWORD, new Certificate[] {certificate});
    store.setCertificateEntry("trusted", certificate);
    return store;
  }
}
