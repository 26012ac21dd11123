package cn.nongchao.platform;

/** Digests under a key of this installation, offered by the module that keeps the key. */
public interface Keyed {

  /** HMAC-SHA-256, 32 bytes: finds equal values without reading any, and cannot be forged. */
  byte[] digest(String plain);
}
