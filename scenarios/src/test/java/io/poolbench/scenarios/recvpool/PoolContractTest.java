package io.poolbench.scenarios.recvpool;

import io.poolbench.scenarios.smb2.BufferContract;
import io.poolbench.scenarios.smb2.ReceiveBuffers;

/** Holds the stage that pools everything to the contract. */
final class PoolContractTest extends BufferContract {

  @Override
  protected ReceiveBuffers open() {
    return new After2(ArrayPool.open());
  }
}
