package cn.nongchao.seal.cose;

/** Whatever holds a private key: memory here, a hardware token elsewhere. */
public interface Signer {

  /** The algorithm it signs with; COSE EdDSA means Ed25519 here. */
  Algorithm algorithm();

  /** The signature in COSE form: Ed25519 as it is, ECDSA and SM2 as r and s of 32 bytes each. */
  byte[] sign(byte[] message);
}
