// What became of an act since its code was issued (docs/formats/status-list.md).

import { Wrong } from './proof-bytes.js';
import { cbor, fields, isBytes, keysNamed, signerOf } from './proof-code.js';

const PLACES = 1 << 20;
const INFLATED = PLACES / 4;
const MAX_BYTES = 1 << 20;
const AHEAD = 300;
const MEANINGS = ['valid', 'revoked', 'suspended', 'corrected'];

const useless = (zh, en) => new Wrong(`状态名单不可用：${zh}`, `the status list is of no use: ${en}`, true);

/** Where the list with this act lies. */
export const listAddress = (claims) => `${claims.home}/status/${Math.floor(claims.status / PLACES)}`;

/**
 * Reads the act's place in the signed list.
 *
 * @param now seconds since 1970
 * @returns `valid`, `revoked`, `suspended` or `corrected`
 * @throws Wrong, unsure, where the list tells nothing
 */
export async function statusOf(claims, list, keyLines, now) {
  try {
    return await read(claims, list, keyLines, now);
  } catch (wrong) {
    // whatever is wrong with the list says nothing about the code
    throw wrong.unsure ? wrong : useless('格式错误', 'malformed');
  }
}

async function read(claims, list, keyLines, now) {
  const payload = await signedPayload(claims, list, keyLines);
  const [issuer, subject, expires, issuedAt, held] = fields(payload, 1n, 2n, 4n, 6n, 65533n, 65534n);
  if (issuer !== claims.issuer || subject !== listAddress(claims)) throw useless('属于别处', 'it is another one');
  if (issuedAt > BigInt(now + AHEAD)) throw useless('时间在未来', 'it is dated in the future');
  if (expires < BigInt(now)) throw useless('已过期', 'it has expired');
  const [bits, packed] = fields(held, 'bits', 'lst');
  if (bits !== 2n || !(packed instanceof Uint8Array)) throw useless('格式错误', 'malformed');
  const place = claims.status % PLACES;
  const bytes = await inflated(packed);
  return MEANINGS[(bytes[place >> 2] >> (2 * (place & 3))) & 3];
}

async function signedPayload(claims, list, keyLines) {
  if (list.length > MAX_BYTES) throw useless('过长', 'it is too long');
  const message = cbor(list);
  const parts = message?.item;
  const shaped =
    message?.tag === 18n &&
    Array.isArray(parts) &&
    parts.length === 4 &&
    parts[0] instanceof Uint8Array &&
    parts[2] instanceof Uint8Array &&
    isBytes(parts[3], 64);
  if (!shaped) throw useless('格式错误', 'malformed');
  fields(parts[1]);
  const [algorithm, keyId, type] = fields(cbor(parts[0]), 1n, 4n, 16n);
  if (type !== 'application/statuslist+cwt' || algorithm !== -8n || !isBytes(keyId, 4)) {
    throw useless('格式错误', 'malformed');
  }
  const key = await signerOf(parts, await keysNamed(keyId, keyLines));
  if (!key || key.issuer !== claims.issuer) throw useless('签名不符', 'its signature does not hold');
  return cbor(parts[2]);
}

async function inflated(packed) {
  const bytes = new Uint8Array(INFLATED);
  let at = 0;
  try {
    const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate')).getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      if (at + part.value.length > INFLATED) throw new RangeError('too long');
      bytes.set(part.value, at);
      at += part.value.length;
    }
  } catch {
    at = -1;
  }
  if (at !== INFLATED) throw useless('内容损坏', 'its content is damaged');
  return bytes;
}
