// What every page shares: the menu on small screens, and one submit per form.

function menu() {
  const button = document.querySelector('[data-toggle="menu"]');
  const list = document.getElementById('menu');
  if (!button || !list) return;
  button.addEventListener('click', () => {
    const open = list.classList.toggle('open');
    button.setAttribute('aria-expanded', String(open));
  });
}

// A form pressed twice sends once; the server would do it once anyway, but the person should see it.
function submitOnce() {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    if (form.method === 'post' && !form.hasAttribute('hx-post')) form.dataset.sent = 'yes';
  });
  addEventListener('pageshow', () => {
    document.querySelectorAll('form[data-sent]').forEach((form) => delete form.dataset.sent);
  });
}

// Fields marked data-new-id carry an id made here, so that a write sent twice is done once.
function newIds() {
  document.querySelectorAll('input[data-new-id]').forEach((input) => {
    if (!input.value) input.value = uuid7();
  });
}

// What scrolls sideways on a small screen must be reachable by keyboard too.
function scrollables() {
  document.querySelectorAll('.table-responsive').forEach((box) => {
    const wider = box.scrollWidth > box.clientWidth;
    if (wider) box.tabIndex = 0;
    box.toggleAttribute('data-scrolls', wider);
  });
}

// What a phone folds away stands open where there is room for it.
function folds() {
  const desk = matchMedia('(min-width: 768px)');
  const unfold = () => {
    if (desk.matches) document.querySelectorAll('[data-fold]').forEach((one) => { one.open = true; });
  };
  desk.addEventListener('change', unfold);
  unfold();
}

// A form that was refused opens at what is wrong, which on a phone may be far below.
function showRefusal() {
  document.querySelector('main .alert-danger, main .field-error')?.scrollIntoView({ block: 'center' });
}

export function uuid7(now = Date.now()) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(now / 2 ** (8 * (5 - i))) & 0xff;
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

// What is asked only where another field says so: hidden elsewhere, and then not sent.
function conditions(form) {
  const parts = form.querySelectorAll('[data-when]');
  if (!parts.length) return;
  const show = () => {
    for (const part of parts) {
      const said = new FormData(form).getAll(part.dataset.when);
      part.hidden = !part.dataset.whenIs.split(' ').some((one) => said.includes(one));
    }
  };
  form.addEventListener('change', show);
  show();
}

// A refused form says at its head what is wrong; whoever cannot see it is led there.
function summary() {
  document.querySelector('[data-focus]')?.focus();
}

function printing() {
  document.querySelectorAll('[data-print]').forEach((button) => {
    button.hidden = false;
    button.addEventListener('click', () => print());
  });
}

// Where the browser lets a page write to the clipboard: under HTTPS or on this machine.
function copying() {
  document.querySelectorAll('[data-copy]').forEach((button) => {
    if (!navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener('click', async () => {
      const parts = document.querySelectorAll(button.dataset.copy);
      await navigator.clipboard.writeText(Array.from(parts, (one) => one.textContent).join('\n'));
      button.querySelector('span').textContent = button.dataset.done;
    });
  });
}

menu();
folds();
document.querySelectorAll('form[data-form]').forEach((form) => conditions(form));
summary();
printing();
copying();
showRefusal();
submitOnce();
newIds();
scrollables();
addEventListener('resize', scrollables);
if (document.querySelector('[data-seek], [data-pick]')) import('/static/js/seek.js');
