package io.poolbench.scenarios.smb2;

import io.poolbench.scenarios.smb2.Session.Encrypted;
import io.poolbench.scenarios.smb2.Session.Plain;
import io.poolbench.scenarios.smb2.Session.Protection;
import io.poolbench.scenarios.smb2.Session.Signed;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A client's greeting to a server in another process, in place of negotiating, keys and all: it is
 * not measured, and the connection does not leave the machine.
 *
 * @param session of the connection
 * @param length bytes of every READ
 */
record Greeting(Session session, int length) {

  /** The byte that the server answers when it is warm. */
  static final int READY = 1;

  void writeTo(Socket socket) throws IOException {
    DataOutputStream out = new DataOutputStream(socket.getOutputStream());
    out.writeLong(session.id());
    out.writeInt(length);
    switch (session.protection()) {
      case Plain() -> out.writeBoolean(false);
      case Encrypted(var toServer, var toClient) -> {
        out.writeBoolean(true);
        out.write(toServer.getEncoded());
        out.write(toClient.getEncoded());
      }
      case Signed _ -> throw new IllegalArgumentException("servers do not sign");
    }
    out.flush();
  }

  static Greeting readFrom(Socket socket) throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    long id = in.readLong();
    int length = in.readInt();
    Protection protection =
        in.readBoolean() ? new Encrypted(readKey(in), readKey(in)) : new Plain();
    return new Greeting(new Session(id, protection), length);
  }

  private static SecretKey readKey(DataInputStream in) throws IOException {
    return new SecretKeySpec(in.readNBytes(Aes.KEY), "AES");
  }
}
