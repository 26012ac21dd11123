// Bytes, strict Base64 and Ed25519, for the checks a reader makes in their own browser.

/** What is wrong, in both languages; the only thing the checks throw on purpose. */
export class Wrong extends Error {
  constructor(zh, en, unsure = false) {
    super(en);
    this.zh = zh;
    this.en = en;
    this.unsure = unsure; // could not be checked, which is not the same as not genuine
  }
}

export const utf8 = (text) => new TextEncoder().encode(text);

export function join(...parts) {
  const all = new Uint8Array(parts.reduce((n, part) => n + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

export const same = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i]);

export const hex = (bytes) => Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');

export function toBase64(bytes) {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** RFC 4648 section 4, padded, unused bits zero: whatever has a second way to be written fails. */
export function fromBase64(text, length = -1) {
  let bytes;
  try {
    bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  } catch {
    throw new Wrong('Base64 写法不正确', 'malformed Base64');
  }
  if (toBase64(bytes) !== text) throw new Wrong('Base64 写法不规范', 'Base64 is not canonical');
  if (length >= 0 && bytes.length !== length) {
    throw new Wrong(`应为 ${length} 字节`, `expected ${length} bytes`);
  }
  return bytes;
}

/** RFC 4648 section 5, without padding. */
export function fromBase64Url(text) {
  if (!/^[A-Za-z0-9_-]+$/.test(text)) throw new Wrong('编码写法不正确', 'malformed base64url');
  const plain = text.replaceAll('-', '+').replaceAll('_', '/');
  return fromBase64(plain + '='.repeat((4 - (plain.length % 4)) % 4));
}

/** Why signatures cannot be checked here, or null. Asked once, before anything is checked. */
export async function whyNoCrypto() {
  if (!globalThis.crypto?.subtle) {
    return new Wrong(
      '浏览器只在 https 或 localhost 地址下提供密码功能。请用 https 打开本页，或用命令 nongchao verify。',
      'Browsers offer cryptography on https and localhost addresses only. Open this page over https, or use the command nongchao verify.',
      true,
    );
  }
  try {
    await crypto.subtle.importKey('raw', utf8('nongchao: is Ed25519 here???????'), 'Ed25519', false, ['verify']);
    return null;
  } catch {
    return new Wrong(
      '这个浏览器不支持 Ed25519 签名（需要 Chrome 137、Firefox 129、Safari 17 或更新）。请换浏览器，或用命令 nongchao verify。',
      'This browser lacks Ed25519 signatures (Chrome 137, Firefox 129, Safari 17 or newer have them). Use another, or the command nongchao verify.',
      true,
    );
  }
}

export const sha256 = async (...parts) =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', join(...parts)));

export async function ed25519(key, message, signature) {
  if (key.length !== 32 || signature.length !== 64) return false;
  try {
    const imported = await crypto.subtle.importKey('raw', key, 'Ed25519', false, ['verify']);
    return await crypto.subtle.verify('Ed25519', imported, signature, message);
  } catch {
    return false; // a point off the curve
  }
}
