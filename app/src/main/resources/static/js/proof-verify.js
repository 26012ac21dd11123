// The page /verify: takes a receipt or a code's link and shows each step of the check.

import { utf8, whyNoCrypto } from './proof-bytes.js';
import { checkCode } from './proof-code.js';
import { checkReceipt } from './proof-receipt.js';

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

function step(list, good, words) {
  const item = make('li');
  const icon = make('i', `ti ti-${good ? 'circle-check proof-good' : 'circle-x proof-bad'}`);
  icon.setAttribute('aria-hidden', 'true');
  item.append(icon, make('span', '', words));
  list.append(item);
}

function banner(kind, words, meaning) {
  const box = make('section', `scan-banner scan-${kind}`);
  box.dataset.verdict = kind === 'valid' ? 'genuine' : kind === 'forged' ? 'not-genuine' : 'could-not-check';
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

async function check() {
  const typed = text.value.trim();
  const link = !dropped && /^https?:\/\//.test(typed);
  if (!dropped && !typed) {
    result.replaceChildren(make('p', 'field-error', say('请先选择文件或粘贴内容', 'Choose a file or paste something first')));
    text.focus();
    return;
  }
  const steps = make('ul', 'proof-steps');
  const told = (inZh, inEn) => step(steps, true, say(inZh, inEn));
  try {
    let shown;
    if (link) {
      const claims = await checkCode(typed, codeKeys.value, told);
      shown = Object.entries({ ...claims, issuedAt: new Date(claims.issuedAt * 1000).toISOString() });
    } else {
      // Pasting loses the newline at the end of a file, and nothing else.
      const bytes = dropped ?? utf8(`${typed}\n`);
      const entry = await checkReceipt(bytes, logKeys.value, told);
      shown = [['type', entry.type], ...spread(entry.facts)];
    }
    const meaning = link
      ? say('码未被改动。它后来是否被撤销，请打开链接查看。', 'The code was not altered. Open the link to see whether it was revoked since.')
      : say('凭证中的这一条确实封存在日志里，一字未改。', 'This entry is sealed in the log, word for word.');
    result.replaceChildren(banner('valid', say('核验通过', 'Genuine'), meaning), steps, facts(shown));
  } catch (wrong) {
    if (wrong.zh === undefined) throw wrong;
    step(steps, false, say(wrong.zh, wrong.en));
    result.replaceChildren(
      wrong.unsure
        ? banner('unknown', say('无法核验', 'Could not be checked'), say(wrong.zh, wrong.en))
        : banner('forged', say('不是真的', 'Not genuine'), say(wrong.zh, wrong.en)),
      steps,
    );
  }
}

async function take(chosen) {
  if (chosen.size > 1_000_000) {
    result.replaceChildren(make('p', 'field-error', say('文件过大，不是凭证', 'too large for a receipt')));
    return;
  }
  dropped = new Uint8Array(await chosen.arrayBuffer());
  text.value = new TextDecoder().decode(dropped);
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
page.dataset.verify = 'ready';
