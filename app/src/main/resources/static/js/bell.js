// The bell in the head of every page, and lists that renew themselves while somebody looks at them.
// Nothing is asked for while the page is hidden, or nobody has touched it for a while.

const bell = document.querySelector('[data-bell]');
const renewed = () => [...document.querySelectorAll('[data-renews]')];
const IDLE = 15 * 60_000;
const AGAIN = 1_500;

let line;
let touched = Date.now();
let due = 0;
let missed = false;

function ring(unread) {
  const count = bell.querySelector('[data-bell-count]');
  bell.dataset.bell = String(unread);
  count.textContent = unread >= 100 ? '99+' : String(unread);
  count.hidden = unread === 0;
}

// What somebody is in the middle of stays as it is.
function isBusy(part) {
  const at = document.activeElement;
  const typed = [...part.querySelectorAll('input, textarea, select')].some((one) =>
    (['checkbox', 'radio'].includes(one.type) ? one.checked !== one.defaultChecked
      : 'defaultValue' in one && one.value !== one.defaultValue));
  return typed || (part.contains(at) && at.matches('input, textarea, select'));
}

function put(part, fresh) {
  if (!fresh || isBusy(part) || part.innerHTML === fresh.innerHTML) return;
  const at = part.contains(document.activeElement) ? document.activeElement.getAttribute('href') : null;
  part.replaceChildren(...[...fresh.childNodes].map((one) => document.importNode(one, true)));
  if (at) [...part.querySelectorAll('a')].find((one) => one.getAttribute('href') === at)?.focus();
}

async function renew() {
  due = 0;
  const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
  if (!answer.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const part of renewed()) put(part, page.querySelector(`[data-renews="${part.dataset.renews}"]`));
}

// One look at the server for all that happens at once.
function soon() {
  if (!due) due = setTimeout(() => { renew().catch(() => { due = 0; }); }, AGAIN);
}

function isLooking() {
  return document.visibilityState === 'visible' && Date.now() - touched < IDLE;
}

function hang() {
  line?.close();
  line = undefined;
}

function listen() {
  if (line || !isLooking()) return;
  line = new EventSource(renewed().length ? '/notices/live?moves=true' : '/notices/live');
  line.addEventListener('notices', (event) => {
    ring(JSON.parse(event.data).unread);
    if (missed && renewed().length) soon();
    missed = false;
  });
  line.addEventListener('moves', soon);
  line.onerror = () => {
    missed = true; // what happens until it stands again is asked for then
    if (!isLooking() || line.readyState === EventSource.CLOSED) hang();
  };
}

function come() {
  touched = Date.now();
  if (!line) missed = true;
  listen();
}

if (bell) {
  document.addEventListener('visibilitychange', () => { if (isLooking()) come(); else hang(); });
  for (const kind of ['pointerdown', 'keydown', 'focus']) addEventListener(kind, come, { passive: true });
  addEventListener('pagehide', hang);
  addEventListener('pageshow', (event) => { if (event.persisted) come(); });
  listen();
}
