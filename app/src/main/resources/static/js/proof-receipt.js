// Checks a receipt (docs/formats/receipt.md) by itself: nothing is asked of a server.

import { Wrong, ed25519, fromBase64, hex, same, sha256, toBase64, utf8 } from './proof-bytes.js';

const FORMAT = 'nongchao-receipt-v1';
const FIELDS = ['check', 'entry', 'format', 'proof', 'salt'];
const MAX_BYTES = 262144;
const MAX_ENTRY = 65536;
const MAX_DEPTH = 16;
const ED25519 = 1;
const COSIGNATURE = 4;

/** The text of RFC 8785, for strings, whole numbers, true, false, arrays and objects. */
export function canonical(value, depth = 0) {
  if (typeof value === 'string') {
    if (/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(value)) {
      throw new Wrong('文字含有残缺字符', 'a text holds half a character');
    }
    return JSON.stringify(value);
  }
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new Wrong('不是可接受的整数', 'no acceptable whole number');
    return String(value);
  }
  if (value === null) throw new Wrong('不允许空值', 'null is not allowed');
  if (depth >= MAX_DEPTH) throw new Wrong('嵌套过深', 'nested too deep');
  if (Array.isArray(value)) return `[${value.map((one) => canonical(one, depth + 1)).join(',')}]`;
  const fields = Object.keys(value).sort();
  return `{${fields.map((k) => `${canonical(k)}:${canonical(value[k], depth + 1)}`).join(',')}}`;
}

function parse(bytes) {
  if (bytes.length > MAX_BYTES) throw new Wrong('文件过长', 'the file is too long');
  let text;
  let receipt;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    receipt = JSON.parse(text);
  } catch {
    throw new Wrong('不是凭证文件（应为 UTF-8 的 JSON）', 'not a receipt (JSON in UTF-8 is expected)');
  }
  const plain = receipt !== null && typeof receipt === 'object' && !Array.isArray(receipt);
  if (!plain || receipt.format !== FORMAT) {
    throw new Wrong(`不是凭证文件（format 应为 ${FORMAT}）`, `not a receipt (format must be ${FORMAT})`);
  }
  if (Object.keys(receipt).sort().join() !== FIELDS.join()) {
    throw new Wrong('缺少字段或有多余字段', 'a field is missing or one too many');
  }
  if (canonical(receipt) + '\n' !== text) {
    throw new Wrong('不是规范写法，文件可能被改动过', 'not in canonical form: the file was edited');
  }
  if (['check', 'proof', 'salt'].some((field) => typeof receipt[field] !== 'string')) {
    throw new Wrong('字段类型不对', 'a field has the wrong type');
  }
  return receipt;
}

function entryOf(receipt) {
  const entry = receipt.entry;
  const shaped =
    entry !== null &&
    typeof entry === 'object' &&
    Object.keys(entry).sort().join() === 'facts,type' &&
    typeof entry.type === 'string' &&
    entry.type.length <= 64 &&
    /^[a-z][a-z0-9]*(\.[a-z][a-z0-9]*)*$/.test(entry.type) &&
    entry.facts !== null &&
    typeof entry.facts === 'object' &&
    !Array.isArray(entry.facts);
  if (!shaped) throw new Wrong('条目格式错误', 'the entry is malformed');
  const form = utf8(canonical(entry));
  if (form.length > MAX_ENTRY) throw new Wrong('条目过长', 'the entry is too long');
  return form;
}

function decimal(text) {
  if (!/^(0|[1-9][0-9]{0,18})$/.test(text) || BigInt(text) >= 1n << 63n) {
    throw new Wrong('不是规范的非负整数', 'not a plain whole number');
  }
  return BigInt(text);
}

/** c2sp.org/tlog-proof: index, path, checkpoint. */
function proofOf(text) {
  const split = text.indexOf('\n\n');
  const lines = split < 0 ? [] : text.slice(0, split).split('\n');
  if (lines[0] !== 'c2sp.org/tlog-proof@v1' || !lines[1]?.startsWith('index ')) {
    throw new Wrong('证明格式错误', 'the proof is malformed');
  }
  if (lines.length > 65) throw new Wrong('证明路径过长', 'the audit path is too long');
  return {
    index: decimal(lines[1].slice('index '.length)),
    path: lines.slice(2).map((line) => fromBase64(line, 32)),
    note: noteOf(text.slice(split + 2)),
  };
}

/** c2sp.org/signed-note. */
function noteOf(note) {
  const split = note.lastIndexOf('\n\n');
  if (/[\u0000-\u0009\u000B-\u001F]/.test(note) || split < 0 || !note.endsWith('\n')) {
    throw new Wrong('检查点格式错误', 'the checkpoint is malformed');
  }
  const lines = note.slice(split + 2, -1).split('\n').map(lineOf);
  const signers = new Set(lines.map((line) => `${line.id} ${line.name}`));
  if (lines.length > 100 || signers.size !== lines.length) {
    throw new Wrong('签名行过多或重复', 'signature lines are too many or repeated');
  }
  return { text: note.slice(0, split + 1), lines };
}

function lineOf(line) {
  const space = line.lastIndexOf(' ');
  if (!line.startsWith('\u2014 ') || space < 3) {
    throw new Wrong('签名行写法不正确', 'a signature line is malformed');
  }
  const bytes = fromBase64(line.slice(space + 1));
  if (bytes.length <= 4) throw new Wrong('签名为空', 'a signature is empty');
  return { name: line.slice(2, space), id: hex(bytes.slice(0, 4)), signature: bytes.slice(4) };
}

/** c2sp.org/tlog-checkpoint. */
function checkpointOf(text) {
  const lines = text.slice(0, -1).split('\n');
  if (!text.endsWith('\n') || lines.length < 3 || lines.some((line) => line === '')) {
    throw new Wrong('检查点格式错误', 'the checkpoint is malformed');
  }
  return { origin: lines[0], size: decimal(lines[1]), root: fromBase64(lines[2], 32) };
}

/** A verifier key: name+id+Base64(type, key). */
export async function keyOf(vkey) {
  const parts = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(vkey);
  if (!parts) throw new Wrong('公钥应写成 名称+8位十六进制+Base64', 'a key is written name+8 hex digits+base64', true);
  const typed = fromBase64(parts[3]);
  const id = await sha256(utf8(`${parts[1]}\n`), typed);
  const known = typed[0] === ED25519 || typed[0] === COSIGNATURE;
  if (known && (typed.length !== 33 || hex(id.slice(0, 4)) !== parts[2])) {
    throw new Wrong('公钥编号与名称、公钥不符', 'the key id does not match name and key', true);
  }
  return { name: parts[1], id: parts[2], type: typed[0], key: typed.slice(1) };
}

/** RFC 9162 section 2.1.3.2. */
export async function includes(index, size, leaf, path, root) {
  if (index >= size) return false;
  let node = index;
  let last = size - 1n;
  let hash = leaf;
  for (const sibling of path) {
    if (last === 0n) return false;
    if (node % 2n === 1n || node === last) {
      hash = await sha256([1], sibling, hash);
      while (node % 2n === 0n && node !== 0n) {
        node >>= 1n;
        last >>= 1n;
      }
    } else {
      hash = await sha256([1], hash, sibling);
    }
    node >>= 1n;
    last >>= 1n;
  }
  return last === 0n && same(hash, root);
}

async function signers(note, keys) {
  const verified = [];
  for (const line of note.lines) {
    const key = keys.find((one) => one.name === line.name && one.id === line.id);
    if (!key || (key.type !== ED25519 && key.type !== COSIGNATURE)) continue;
    let message = utf8(note.text);
    let signature = line.signature;
    if (key.type === COSIGNATURE) {
      if (signature.length !== 72) throw new Wrong('见证签名长度不对', 'a cosignature has a wrong length');
      const time = new DataView(signature.buffer, signature.byteOffset).getBigUint64(0);
      message = utf8(`cosignature/v1\ntime ${time}\n${note.text}`);
      signature = signature.slice(8);
    }
    if (!(await ed25519(key.key, message, signature))) {
      throw new Wrong(`以 ${line.name} 名义的签名不成立`, `the signature in the name of ${line.name} is bad`);
    }
    verified.push(key);
  }
  return verified;
}

/**
 * Checks a receipt against verifier keys, one a line.
 *
 * @param told is called with (zh, en) after each step that held
 * @returns the entry, which may be believed then
 * @throws Wrong naming the step that did not hold
 */
export async function checkReceipt(bytes, vkeys, told) {
  const receipt = parse(bytes);
  const { check, ...others } = receipt;
  if (!same(fromBase64(check, 32), await sha256(utf8(canonical(others))))) {
    throw new Wrong('校验和不符，文件损坏或被改动过', 'the checksum does not match: damaged or edited');
  }
  told('文件是规范写法，校验和一致', 'the file is in its one canonical form and its checksum agrees');
  const entry = entryOf(receipt);
  const salt = fromBase64(receipt.salt, 32);
  const commitment = await sha256(utf8('nongchao/entry/v1\0'), salt, entry);
  const leaf = await sha256([0], commitment);
  told(
    `条目的封存值为 ${toBase64(commitment)}`,
    `the entry gives the commitment ${toBase64(commitment)}`,
  );
  const proof = proofOf(receipt.proof);
  const checkpoint = checkpointOf(proof.note.text);
  if (!(await includes(proof.index, checkpoint.size, leaf, proof.path, checkpoint.root))) {
    throw new Wrong(
      '条目不在该检查点的日志中，内容或证明被改动过',
      'the entry is not in the log of this checkpoint: entry or proof was altered',
    );
  }
  told(
    `它是日志 ${checkpoint.origin} 的第 ${proof.index} 条（从 0 数起，共 ${checkpoint.size} 条）`,
    `it is entry ${proof.index} (from 0) of ${checkpoint.size} in log ${checkpoint.origin}`,
  );
  const keys = [];
  for (const line of vkeys.split('\n').map((one) => one.trim()).filter(Boolean)) keys.push(await keyOf(line));
  if (keys.length === 0) throw new Wrong('没有可信的日志公钥，无法核验', 'no trusted log key was given', true);
  const verified = await signers(proof.note, keys);
  if (!verified.some((key) => key.type === ED25519 && key.name === checkpoint.origin)) {
    throw new Wrong(
      '检查点没有所给公钥的签名：这份凭证不出自该日志，或公钥不对',
      'the checkpoint is not signed by the keys given: another log’s receipt, or the wrong key',
    );
  }
  for (const key of verified) {
    told(`检查点由密钥 ${key.name}+${key.id} 签名`, `the checkpoint is signed by key ${key.name}+${key.id}`);
  }
  return receipt.entry;
}
