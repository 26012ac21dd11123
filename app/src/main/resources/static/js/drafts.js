// What was typed outlives a change of language and a session that ended: kept in this tab's own
// storage, put back on the same page for the same person, then forgotten. Never a form that asks
// for a password or a code of a second factor; of photos only the ids they were sent under.

const KEY = 'draft';
const SENT = 'draft-sent';
const english = document.documentElement.lang === 'en';
const person = document.querySelector('main')?.dataset.person ?? '';
const secret = 'input[type="password"], input[autocomplete="one-time-code"]';

// The id by its attribute: a field called “id” stands before it.
const forms = () => [...document.querySelectorAll('main form[method="post"][id]')]
  .filter((form) => !form.querySelector(secret));

function fields(form) {
  return [...form.elements].filter((one) => one.name && !one.disabled
    && !['hidden', 'file', 'submit', 'button'].includes(one.type));
}

const nameOf = (item) => (item.querySelector('b') ?? item.querySelector('span'))?.textContent ?? '';

function read(form) {
  const values = fields(form)
    .filter((one) => !['radio', 'checkbox'].includes(one.type) || one.checked)
    .map((one) => [one.name, one.value]);
  const files = [...form.querySelectorAll('[data-upload] .upload-item input[type="hidden"]')]
    .map((one) => [one.name, one.value, nameOf(one.closest('.upload-item'))]);
  return { values, files };
}

// A form that was refused holds what was typed already.
const began = new Map(forms().map((form) =>
  [form, form.querySelector('.form-summary') ? '' : JSON.stringify(read(form))]));

// Where this page is asked for again, which after a refused post is not its own address.
const again = document.querySelector('form[action="/language"] [name="back"]')?.value ?? location.pathname;

function keep(under, some) {
  const kept = some
    .filter((form) => JSON.stringify(read(form)) !== began.get(form))
    .map((form) => ({ id: form.getAttribute('id'), ...read(form) }));
  const draft = { path: again.split('?')[0], person, forms: kept };
  if (kept.length) sessionStorage.setItem(under, JSON.stringify(draft));
}

function photo(form, [name, id, label]) {
  const list = form.querySelector(`[data-upload="${CSS.escape(name)}"] .upload-list`);
  if (!list || list.querySelector(`input[value="${CSS.escape(id)}"]`)) return;
  const item = document.createElement('li');
  item.className = 'upload-item';
  item.dataset.state = 'sent';
  const icon = document.createElement('i');
  icon.className = 'ti ti-file';
  const words = document.createElement('span');
  words.textContent = label;
  const away = document.createElement('button');
  away.type = 'button';
  away.className = 'btn btn-sm btn-ghost-secondary';
  away.textContent = list.closest('[data-upload]').dataset.wordsRemove;
  away.addEventListener('click', () => item.remove());
  const hidden = document.createElement('input');
  Object.assign(hidden, { type: 'hidden', name, value: id });
  item.append(icon, words, away, hidden);
  list.append(item);
}

function putBack(form, draft) {
  const left = [...draft.values];
  for (const one of fields(form)) {
    const box = ['radio', 'checkbox'].includes(one.type);
    const at = left.findIndex(([name, value]) => name === one.name && (!box || value === one.value));
    if (box) one.checked = at >= 0;
    else if (at >= 0) one.value = left[at][1];
    if (at >= 0) left.splice(at, 1);
  }
  draft.files.forEach((file) => photo(form, file));
  for (let at = form.parentElement; at; at = at.parentElement) if (at.matches('details')) at.open = true;
  const word = document.createElement('p');
  word.className = 'alert alert-info';
  word.setAttribute('role', 'status');
  word.textContent = english ? 'What you had typed was put back; it has not been sent yet.' : '已放回您刚才填写的内容，尚未提交。';
  form.prepend(word);
  form.dispatchEvent(new Event('change', { bubbles: true }));
}

function take(under) {
  const text = sessionStorage.getItem(under);
  if (text) sessionStorage.removeItem(under);
  return text;
}

function restore() {
  const draft = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
  if (!draft || draft.path !== location.pathname) return;
  take(KEY);
  if (draft.person && draft.person !== person) return;
  for (const one of draft.forms) {
    const form = document.getElementById(one.id);
    if (form) putBack(form, one);
  }
}

// The page after a sending: the sign-in means it was not taken.
const sent = take(SENT);
if (sent && location.pathname === '/sign-in') sessionStorage.setItem(KEY, sent);
restore();

document.addEventListener('submit', (event) => {
  if (event.target.getAttribute('action') === '/language') keep(KEY, forms());
  else if (forms().includes(event.target)) keep(SENT, [event.target]);
}, true);
document.addEventListener('htmx:beforeOnLoad', (event) => {
  if (event.detail.xhr.status === 401) keep(KEY, forms());
});
