// Checks the code of an act (docs/formats/code.md) by itself: CBOR, COSE, key and link.

import { Wrong, ed25519, fromBase64Url, hex, join, same, sha256, utf8 } from './proof-bytes.js';

const LINK = /^(https?:\/\/[a-z0-9.-]{1,253}(?::[1-9][0-9]{0,4})?(?:\/[A-Za-z0-9._~-]{1,64}){1,4})\/([0-9A-Z]{12})\/([A-Za-z0-9_-]+)$/;
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CREDIT = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const bad = () => new Wrong('这不是行政行为码', 'this is not the code of an act');

/**
 * A link as chats hand it on, made what it was: full-width characters, blanks, line breaks and the
 * zero-width ones gone, encoded once or twice, host and short id in the wrong case. The token, whose
 * case counts, stays: what was altered there is not mended.
 */
export function cleanLink(text) {
  let link = text.normalize('NFKC').replace(/[\s\u200b-\u200f\u2060\ufeff]+/g, '');
  for (let i = 0; i < 2 && link.includes('%'); i++) {
    try {
      link = decodeURIComponent(link).replace(/\s+/g, '');
    } catch {
      break;
    }
  }
  const parts = /^(https?:\/\/[^/]+)(\/.*)$/i.exec(link);
  if (!parts) return link;
  return parts[1].toLowerCase()
    + parts[2].replace(/^\/c\//i, '/c/').replace(/\/([0-9a-z]{12})(?=\/|$)/i, (id) => id.toUpperCase());
}

/** CBOR in the one deterministic form of RFC 8949 section 4.2.1; maps come as arrays of pairs. */
export function cbor(bytes) {
  let at = 0;
  const take = (n) => {
    if (at + n > bytes.length) throw bad();
    at += n;
    return bytes.subarray(at - n, at);
  };
  const head = () => {
    const first = take(1)[0];
    const info = first & 31;
    if (info > 27) throw bad();
    let value = BigInt(info);
    if (info >= 24) {
      const size = 1 << (info - 24);
      value = BigInt(`0x${hex(take(size))}`);
      const least = size === 1 ? 24n : 1n << BigInt(4 * size);
      if (value < least) throw bad(); // there is a shorter way to write it
    }
    return { major: first >> 5, value };
  };
  const item = (depth) => {
    if (depth > 8) throw bad();
    const { major, value } = head();
    if (major === 0) return value;
    if (major === 1) return -1n - value;
    if (major === 2) return take(Number(value)).slice();
    if (major === 3) {
      try {
        return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(take(Number(value)));
      } catch {
        throw bad();
      }
    }
    if (major > 3 && major < 6 && value > 64n) throw bad();
    if (major === 4) return Array.from({ length: Number(value) }, () => item(depth + 1));
    if (major === 5) return { pairs: pairs(Number(value), depth) };
    if (major === 6) return { tag: value, item: item(depth + 1) };
    if (value === 22n) return null;
    throw bad();
  };
  const pairs = (count, depth) => {
    const all = [];
    let before = '';
    for (let i = 0; i < count; i++) {
      const start = at;
      const key = item(depth + 1);
      const written = hex(bytes.subarray(start, at));
      if (i > 0 && written <= before) throw bad(); // sorted by their bytes, none twice
      before = written;
      all.push([key, item(depth + 1)]);
    }
    return all;
  };
  const result = item(0);
  if (at !== bytes.length) throw bad();
  return result;
}

export function fields(map, ...keys) {
  if (!map?.pairs || map.pairs.length !== keys.length) throw bad();
  return keys.map((key) => {
    const pair = map.pairs.find(([k]) => k === key);
    if (!pair) throw bad();
    return pair[1];
  });
}

export const isBytes = (value, length) => value instanceof Uint8Array && value.length === length;

function creditCode(packed) {
  let number = BigInt(`0x${hex(packed)}`);
  if (number >= 31n ** 17n) throw bad();
  const digits = [];
  for (let i = 0; i < 17; i++) {
    digits.unshift(Number(number % 31n));
    number /= 31n;
  }
  const sum = digits.reduce((total, digit, i) => total + digit * (3 ** i % 31), 0);
  return [...digits, (31 - (sum % 31)) % 31].map((digit) => CREDIT[digit]).join('');
}

function claimsOf(payload) {
  const [issuer, issuedAt, id, act] = fields(cbor(payload), 1n, 6n, 7n, -65537n);
  const shaped =
    typeof issuer === 'string' &&
    /^[A-Za-z0-9.-]{1,24}$/.test(issuer) &&
    typeof issuedAt === 'bigint' &&
    issuedAt >= 0n &&
    issuedAt <= 1n << 40n &&
    isBytes(id, 16) &&
    Array.isArray(act) &&
    act.length === 5 &&
    typeof act[0] === 'string' &&
    /^[a-z0-9-]{1,12}$/.test(act[0]) &&
    (act[1] === null || isBytes(act[1], 11) || isBytes(act[1], 16)) &&
    Array.isArray(act[2]) &&
    act[2].length <= 8 &&
    isBytes(act[3], 16) &&
    typeof act[4] === 'bigint' &&
    act[4] >= 0n &&
    act[4] < 1n << 32n;
  if (!shaped) throw bad();
  return {
    issuer,
    issuedAt: Number(issuedAt),
    act: hex(id).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    kind: act[0],
    subject: act[1] === null ? '' : act[1].length === 11 ? creditCode(act[1]) : '*',
    officers: act[2].map(licence),
    leaf: hex(act[3]),
    status: Number(act[4]),
  };
}

function licence(value) {
  const text = String(value);
  const number = typeof value === 'bigint';
  const written = number
    ? /^[1-9][0-9]{0,17}$/.test(text)
    : typeof value === 'string' && !/^[1-9][0-9]{0,17}$/.test(text) && /^[\p{L}\p{Nd}-]+$/u.test(text);
  if (!written || utf8(text).length > 24) throw bad();
  return text;
}

/** The short id of an act: 11 characters of its hash and a check character. */
async function shortIdOf(act) {
  const id = Uint8Array.from(act.replaceAll('-', '').match(/../g), (pair) => parseInt(pair, 16));
  const hash = await sha256(utf8('nongchao short id 1\n'), id);
  let bits = BigInt(`0x${hex(hash.slice(0, 7))}`) >> 1n;
  const digits = [];
  for (let i = 0; i < 11; i++) {
    digits.unshift(Number(bits & 31n));
    bits >>= 5n;
  }
  const twice = (d) => ((d << 1) ^ (d & 16 ? 0b100101 : 0)) & 31;
  const check = digits.reduce((sum, digit, i) => {
    let weighed = digit;
    for (let n = 0; n < 11 - i; n++) weighed = twice(weighed);
    return sum ^ weighed;
  }, 0);
  return [...digits, check].map((digit) => ALPHABET[digit]).join('');
}

function keysOf(lines) {
  return lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => {
      const parts = line.split(' ');
      if (parts.length !== 7 || parts[0] !== 'nongchao-code-key-1') {
        throw new Wrong('签发公钥格式错误', 'a line is not a key for codes', true);
      }
      const [, issuer, profile, key, from, until, site] = parts;
      return { issuer, profile, key: fromBase64Url(key), from: Number(from), until: until === '-' ? Infinity : Number(until), site };
    });
}

/**
 * Checks a code's link against key lines as published.
 *
 * @param told is called with (zh, en) after each step that held
 * @returns what the code claims, which may be believed then
 * @throws Wrong naming the step that did not hold
 */
export async function checkCode(link, keyLines, told) {
  const parts = LINK.exec(link);
  if (!parts || link.length > 1024) throw new Wrong('这不是行政行为码的链接', 'this is not the link of an act’s code');
  const [, site, shortId, token] = parts;
  const bytes = fromBase64Url(token);
  if (bytes.length > 260) throw new Wrong('行政行为码过长', 'the code is too long');
  const message = cbor(bytes);
  if (message?.tag !== 18n || !Array.isArray(message.item) || message.item.length !== 4) throw bad();
  const [head, open, payload, signature] = message.item;
  if (!(head instanceof Uint8Array) || !(payload instanceof Uint8Array) || !isBytes(signature, 64)) throw bad();
  fields(open);
  const [algorithm, keyId] = fields(cbor(head), 1n, 4n);
  if (!isBytes(keyId, 4)) throw bad();
  const claims = claimsOf(payload);
  told('码的格式正确', 'the code is well formed');
  if ((await shortIdOf(claims.act)) !== shortId) {
    throw new Wrong('链接中的编号与码的内容不符', 'the id in the link is not that of the code');
  }
  told(`编号 ${shortId} 与内容相符`, `the id ${shortId} is that of the content`);
  if (algorithm !== -8n) {
    throw new Wrong('此码用 ES256 或 SM2 签名，本页只核验 Ed25519；请用命令 nongchao verify code', 'this code is signed with ES256 or SM2; this page checks Ed25519 only: use nongchao verify code', true);
  }
  const found = await keysNamed(keyId, keyLines);
  if (found.length === 0) {
    throw new Wrong(`没有编号为 ${hex(keyId)} 的签发公钥，无法核验`, `there is no key ${hex(keyId)} among those given`, true);
  }
  const signers = await signersOf(message.item, found);
  const said = (one) => whyNot(one, claims, site);
  // The same key may stand there for sites that held one after another.
  const key = signers.find((one) => !said(one)) ?? signers[0];
  if (!key) throw new Wrong('签名不符：此码系伪造或被改动', 'the signature does not match: forged or altered');
  told(`由 ${key.issuer} 的密钥 ${hex(keyId)} 签名，内容未被改动`, `signed by key ${hex(keyId)} of ${key.issuer}, not altered since`);
  const wrong = said(key);
  if (wrong) throw wrong;
  told('签发时密钥在有效期内', 'the key was in use at the time of issue');
  // What became of the act is told where the issuer is today.
  const home = signers[0].site === '-' ? site : signers[0].site;
  return { ...claims, site, home };
}

/** Why a key that signed does not make the link genuine; null where it does. */
function whyNot(key, claims, site) {
  if (key.issuer !== claims.issuer) return new Wrong('密钥不属于所称的签发者', 'the key is not that of the issuer named');
  if (claims.issuedAt < key.from || claims.issuedAt > key.until) {
    return new Wrong('签发时间不在密钥有效期内', 'the key was not in use at the time of issue');
  }
  if (key.site !== '-' && key.site !== site) {
    return new Wrong('链接指向的网站不是签发者的网站，请勿打开', 'the link leads to another site than the issuer’s; do not open it');
  }
  return null;
}

/** The Ed25519 keys among the lines that have this id. */
export async function keysNamed(keyId, keyLines) {
  const found = [];
  for (const key of keysOf(keyLines)) {
    const id = await sha256(utf8(`${key.profile}\n`), key.key);
    if (key.profile === 'ed25519' && same(id.slice(0, 4), keyId)) found.push(key);
  }
  return found;
}

/** Which of these keys signed the four parts of a COSE_Sign1; null if none did. */
export async function signerOf(parts, keys) {
  return (await signersOf(parts, keys))[0] ?? null;
}

async function signersOf([head, , payload, signature], keys) {
  const signed = join([0x84, 0x6a], utf8('Signature1'), lengthed(head), [0x40], lengthed(payload));
  const signers = [];
  for (const key of keys) if (await ed25519(key.key, signed, signature)) signers.push(key);
  return signers;
}

/** A byte string as CBOR writes it. */
function lengthed(bytes) {
  const n = bytes.length;
  if (n < 24) return join([0x40 + n], bytes);
  if (n < 256) return join([0x58, n], bytes);
  if (n < 65536) return join([0x59, n >> 8, n & 255], bytes);
  return join([0x5a, n >>> 24, (n >> 16) & 255, (n >> 8) & 255, n & 255], bytes);
}
