// The page /verify: takes a receipt or a code's link and shows each step of the check.

import { Wrong, utf8, whyNoCrypto } from './proof-bytes.js';
import { checkCode, cleanLink } from './proof-code.js';
import { checkReceipt } from './proof-receipt.js';
import { listAddress, statusOf } from './proof-status.js';

const page = document.querySelector('[data-verify]');
const form = page.querySelector('[data-verify-form]');
const text = document.getElementById('verify-text');
const file = document.getElementById('verify-file');
const logKeys = document.getElementById('verify-log-keys');
const codeKeys = document.getElementById('verify-code-keys');
const result = page.querySelector('[data-verify-result]');
const zh = page.dataset.zh === 'true';
const say = (inZh, inEn) => (zh ? inZh : inEn);

let dropped = null; // the bytes of a file, exactly as they are

function make(tag, className, words) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (words) element.textContent = words;
  return element;
}

const MARKS = { held: 'circle-check proof-good', failed: 'circle-x proof-bad', open: 'circle-minus proof-open' };

/** One step: it held, it failed, or it was left open, which is neither. */
function step(list, mark, words) {
  const item = make('li');
  item.dataset.step = mark;
  const icon = make('i', `ti ti-${MARKS[mark]}`);
  icon.setAttribute('aria-hidden', 'true');
  item.append(icon, make('span', '', words));
  list.append(item);
}

function banner(kind, words, meaning) {
  const box = make('section', `scan-banner scan-${kind}`);
  box.dataset.verdict = { valid: 'genuine', forged: 'not-genuine', unknown: 'could-not-check' }[kind] ?? kind;
  box.append(make('p', 'scan-verdict', words), make('p', '', meaning));
  return box;
}

function facts(entries) {
  const list = make('dl', 'scan-facts');
  for (const [name, value] of entries) {
    const row = make('div');
    row.append(make('dt', '', name), make('dd', '', typeof value === 'string' ? value : JSON.stringify(value)));
    list.append(row);
  }
  const card = make('section', 'card card-body mb-3');
  card.append(make('h2', 'h3', say('它说的是', 'What it says')), list);
  return card;
}

const spread = (object, before = '') =>
  Object.entries(object).flatMap(([name, value]) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? spread(value, `${before}${name}.`)
      : [[before + name, value]],
  );

const BECAME = {
  valid: ['valid', '核验通过', 'Genuine', '码未被改动，也没有撤销或更正。', 'The code was not altered, and neither revoked nor corrected since.'],
  revoked: ['revoked', '真实，但已撤销', 'Genuine, but revoked', '这一行为已不再有效。', 'This act is no longer in force.'],
  suspended: ['suspended', '真实，正在核查', 'Genuine, being looked into', '结论出来前请暂缓执行。', 'Wait for the result.'],
  corrected: ['corrected', '真实，内容已更正', 'Genuine, but corrected since', '请打开链接，以更正后的记录为准。', 'Open the link: the corrected record counts.'],
};

/** Looks the act up in its issuer's signed list, where that is this site; nobody learns which act. */
async function sinceIssued(claims, steps) {
  try {
    const address = listAddress(claims);
    const here = new URL(address).origin === location.origin;
    const answer = here ? await fetch(address, { cache: 'no-cache' }) : null;
    if (!answer?.ok) throw new Wrong('状态名单取不到', 'the status list could not be had', true);
    const list = new Uint8Array(await answer.arrayBuffer());
    const status = await statusOf(claims, list, codeKeys.value, Math.floor(Date.now() / 1000));
    const [kind, zhWord, enWord, zhMeaning, enMeaning] = BECAME[status];
    step(steps, status === 'valid' ? 'held' : 'failed', say(`状态名单：${zhWord}`, `status list: ${enWord}`));
    return banner(kind, say(zhWord, enWord), say(zhMeaning, enMeaning));
  } catch (wrong) {
    const why = say(wrong.zh ?? '没有网络', wrong.en ?? 'no network');
    step(steps, 'open', say(`后来是否撤销或更正：未核对（${why}）`, `whether it was revoked or corrected since: not looked up (${why})`));
    return banner('valid', say('核验通过', 'Genuine'), say('码未被改动。它后来是否被撤销没有核对，请打开链接查看。', 'The code was not altered. Whether it was revoked since was not looked up: open the link to see.'));
  }
}

/** What was dropped, where it can be no receipt; null where it may be one. */
function kindOf(bytes) {
  const starts = (...head) => head.every((one, i) => bytes[i] === one);
  if (starts(0xff, 0xd8, 0xff) || starts(0x89, 0x50, 0x4e, 0x47) || starts(0x47, 0x49, 0x46)
    || starts(0x52, 0x49, 0x46, 0x46)) return say('一张图片', 'a picture');
  if (starts(0x25, 0x50, 0x44, 0x46)) return say('一个 PDF 文件', 'a PDF');
  if (starts(0x50, 0x4b, 0x03, 0x04)) return say('一个压缩包或 Office 文件', 'an archive or an Office file');
  if (bytes.subarray(0, 2000).includes(0)) return say('一个别的文件', 'some other file');
  const words = new TextDecoder().decode(bytes).trim();
  if (words.startsWith('{')) return null;
  return say('一段别的文字', 'some other text');
}

/** Neither genuine nor not: it is nothing that could be either. */
function noReceipt(what) {
  const told = banner('unknown', say('这不是凭证', 'This is no receipt'), say(
    `这是${what}。这里能核验的是：从事项页下载的凭证文件（.json），或行政行为码的链接（扫码得到，含 /c/）。照片请扫其中的二维码，再粘贴链接。`,
    `It is ${what}. What can be checked here is a receipt (.json), downloaded from the page of a matter, or the link of a code (what its QR says, with /c/). Of a photo, scan the QR in it and paste the link.`));
  told.dataset.verdict = 'no-receipt';
  result.replaceChildren(told);
}

async function check() {
  const cleaned = dropped ? '' : cleanLink(text.value);
  const link = !dropped && /^https?:\/\//.test(cleaned);
  const typed = link ? cleaned : text.value.trim();
  if (!dropped && !typed) {
    result.replaceChildren(make('p', 'field-error', say('请先选择文件或粘贴内容', 'Choose a file or paste something first')));
    text.focus();
    return;
  }
  const other = link ? null : kindOf(dropped ?? utf8(typed));
  if (other) return noReceipt(other);
  const steps = make('ul', 'proof-steps');
  const told = (inZh, inEn) => step(steps, 'held', say(inZh, inEn));
  try {
    let shown;
    let box = banner('valid', say('核验通过', 'Genuine'), say('凭证中的这一条确实封存在日志里，一字未改。', 'This entry is sealed in the log, word for word.'));
    if (link) {
      const claims = await checkCode(typed, codeKeys.value, told);
      box = await sinceIssued(claims, steps);
      const { status, site, home, ...others } = claims;
      const issuedAt = new Date(claims.issuedAt * 1000).toISOString();
      shown = Object.entries({ ...others, issuedAt, statusIndex: status, site });
    } else {
      // Pasting loses the newline at the end of a file, and nothing else.
      const bytes = dropped ?? utf8(`${typed}\n`);
      const entry = await checkReceipt(bytes, logKeys.value, told);
      shown = [['type', entry.type], ...spread(entry.facts)];
    }
    result.replaceChildren(box, steps, facts(shown));
  } catch (wrong) {
    if (wrong.zh === undefined) throw wrong;
    step(steps, wrong.unsure ? 'open' : 'failed', say(wrong.zh, wrong.en));
    result.replaceChildren(
      wrong.unsure
        ? banner('unknown', say('无法核验', 'Could not be checked'), say(wrong.zh, wrong.en))
        : banner('forged', say('不是真的', 'Not genuine'), say(wrong.zh, wrong.en)),
      steps,
    );
  }
}

async function take(chosen) {
  try {
    const head = new Uint8Array(await chosen.slice(0, 2000).arrayBuffer());
    if (chosen.size > 1_000_000) return noReceipt(kindOf(head) ?? say('一个过大的文件', 'a file too large for one'));
    dropped = new Uint8Array(await chosen.arrayBuffer());
  } catch {
    result.replaceChildren(make('p', 'field-error', say('文件读不到，可能刚被改动过，请重新选择', 'the file cannot be read, perhaps it has just changed: choose it again')));
    return;
  }
  text.value = kindOf(dropped) ? '' : new TextDecoder().decode(dropped);
  await check();
}

async function published(path, into) {
  try {
    const answer = await fetch(path);
    if (answer.ok) into.value = (await answer.text()).trim();
  } catch {
    // without a network the reader pastes keys
  }
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  check();
});
file.addEventListener('click', () => {
  file.value = ''; // so that the same file chosen again is read again
});
file.addEventListener('change', () => file.files[0] && take(file.files[0]));
text.addEventListener('input', () => {
  dropped = null;
});
addEventListener('dragover', (event) => {
  event.preventDefault();
  form.classList.add('over');
});
addEventListener('dragleave', () => form.classList.remove('over'));
addEventListener('drop', (event) => {
  event.preventDefault();
  form.classList.remove('over');
  if (event.dataTransfer.files[0]) take(event.dataTransfer.files[0]);
});

page.querySelector('[data-verify-source]').textContent = say(
  `以下公钥取自 ${location.host}。要独立核验，请换成您从别处得到的公钥。`,
  `These keys came from ${location.host}. To check independently, put in keys you got elsewhere.`,
);
const lacking = await whyNoCrypto();
if (lacking) {
  const box = page.querySelector('[data-verify-lacking]');
  box.textContent = say(lacking.zh, lacking.en);
  box.hidden = false;
  form.querySelector('button').disabled = true;
} else {
  await Promise.all([published('/log/keys', logKeys), published('/c/keys', codeKeys)]);
}
// The page of a code leads here with its link, which stays in the browser.
if (location.hash.length > 1) text.value = decodeURIComponent(location.hash.slice(1));
page.dataset.verify = 'ready';
