// A thing found by name, pinyin or first letters where a list would be too long. <div data-seek="URL"
// data-said="its name now"> holds an input in which without script a code or whole name is typed.

const TEXT = document.documentElement.lang.startsWith('zh')
  ? { type: '名称、拼音或首字母', none: '没有找到', some: ' 个结果，用上下键选择' }
  : { type: 'name, pinyin or first letters', none: 'nothing found', some: ' found; choose with the arrow keys' };

function seek(box) {
  const kept = box.querySelector('input');
  const list = document.createElement('ul');
  const said = document.createElement('div');
  const typed = kept.cloneNode();
  let found = [];
  let at = -1;
  let waiting;
  let asked = 0;
  let eager = false; // pressed Enter before anything was found

  list.id = kept.id + '-found';
  list.className = 'seek-found';
  list.setAttribute('role', 'listbox');
  list.hidden = true;
  said.className = 'visually-hidden';
  said.setAttribute('role', 'status');
  for (const name of ['name', 'maxlength', 'inputmode', 'value']) typed.removeAttribute(name);
  typed.value = box.dataset.said && kept.value ? box.dataset.said : kept.value;
  typed.placeholder = TEXT.type;
  typed.autocomplete = 'off';
  for (const [name, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id })) typed.setAttribute(name, value);
  kept.type = 'hidden';
  kept.required = false;
  kept.removeAttribute('id');
  kept.after(typed, list, said);

  function close() {
    list.hidden = true;
    at = -1;
    typed.setAttribute('aria-expanded', 'false');
    typed.removeAttribute('aria-activedescendant');
  }

  function choose(one) {
    kept.value = one.code;
    typed.value = one.name;
    typed.setCustomValidity('');
    kept.dispatchEvent(new Event('change', { bubbles: true }));
    close();
  }

  function mark(next) {
    at = (next + found.length) % found.length;
    [...list.children].forEach((item, i) => item.setAttribute('aria-selected', String(i === at)));
    typed.setAttribute('aria-activedescendant', list.children[at].id);
    list.children[at].scrollIntoView({ block: 'nearest' });
  }

  function show() {
    list.replaceChildren(...found.map((one, i) => {
      const item = document.createElement('li');
      item.id = list.id + '-' + i;
      item.setAttribute('role', 'option');
      item.setAttribute('aria-selected', 'false');
      item.textContent = one.name;
      item.addEventListener('mousedown', (event) => { event.preventDefault(); choose(one); });
      return item;
    }));
    list.hidden = !found.length;
    at = -1;
    typed.setAttribute('aria-expanded', String(found.length > 0));
    said.textContent = found.length ? found.length + TEXT.some : TEXT.none;
  }

  typed.addEventListener('input', () => {
    kept.value = typed.value.trim(); // a code or a whole name is taken as it is
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const mine = ++asked;
      const words = typed.value.trim();
      if (!words) { close(); return; }
      const url = box.dataset.seek + (box.dataset.seek.includes('?') ? '&' : '?') + 'q=' + encodeURIComponent(words);
      const answer = await fetch(url).catch(() => null);
      if (mine !== asked || !answer?.ok) return;
      found = await answer.json();
      show();
      if (eager && found.length === 1) { choose(found[0]); kept.form?.requestSubmit(); }
      eager = false;
    }, 150);
  });
  typed.addEventListener('keydown', (event) => {
    if (list.hidden) {
      const typing = event.key === 'Enter' && typed.value.trim() && kept.value === typed.value.trim() && !/^\d+$/.test(kept.value);
      if (typing) { event.preventDefault(); eager = true; typed.dispatchEvent(new Event('input')); }
      return;
    }
    if (event.key === 'ArrowDown') mark(at + 1);
    else if (event.key === 'ArrowUp') mark(at - 1);
    else if (event.key === 'Escape') close();
    else if (event.key === 'Enter') choose(found[Math.max(at, 0)]);
    else return;
    event.preventDefault();
  });
  typed.addEventListener('blur', close);
}

document.querySelectorAll('[data-seek]').forEach((box) => seek(box));
