// A thing found by name, pinyin, first letters or code where a list would be too long (ARIA 1.2
// combobox). <select data-pick> is looked through here; <div data-seek="URL" data-said="its name
// now"> holds an input in which without script a code or whole name is typed, and asks the server.

const TEXT = document.documentElement.lang.startsWith('zh')
  ? { type: '名称、拼音或首字母', none: '没有找到', some: ' 个结果，用上下键选择', choose: '请从列表中选择', more: '还有 ' }
  : { type: 'name, pinyin or first letters', none: 'nothing found', some: ' found; choose with the arrow keys', choose: 'choose one from the list', more: 'more: ' };

const MOST = 50; // of a list, shown at once
let boxes = 0;

/** As the server makes what is typed even. */
const folded = (typed) => typed.normalize('NFKC').toLowerCase().replace(/\s+/g, '');

/**
 * @param typed the input
 * @param find words → the things found, each with code, name and hint
 * @param take what to do with the one chosen
 */
function combobox(typed, { find, take, open, waits }) {
  const list = document.createElement('ul');
  const said = document.createElement('div');
  let found = [];
  let at = -1;
  let waiting;
  let asked = 0;

  list.id = 'seek-' + ++boxes;
  list.className = 'seek-found';
  list.setAttribute('role', 'listbox');
  list.hidden = true;
  said.className = 'visually-hidden';
  said.setAttribute('role', 'status');
  const label = typed.labels?.[0]?.textContent.trim();
  if (label) list.setAttribute('aria-label', label);
  typed.placeholder = TEXT.type;
  typed.autocomplete = 'off';
  for (const [name, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id })) typed.setAttribute(name, value);
  typed.after(list, said);

  function close() {
    list.hidden = true;
    at = -1;
    typed.setAttribute('aria-expanded', 'false');
    typed.removeAttribute('aria-activedescendant');
  }

  function choose(one) {
    asked++;
    typed.value = one.name;
    typed.setCustomValidity('');
    take(one);
    close();
  }

  function mark(next) {
    at = (next + found.length) % found.length;
    [...list.children].forEach((item, i) => item.setAttribute('aria-selected', String(i === at)));
    typed.setAttribute('aria-activedescendant', list.children[at].id);
    list.children[at].scrollIntoView({ block: 'nearest' });
  }

  function item(one, i) {
    const line = document.createElement('li');
    line.id = list.id + '-' + i;
    line.setAttribute('role', 'option');
    line.setAttribute('aria-selected', 'false');
    const name = document.createElement('bdi');
    name.textContent = one.name;
    line.append(name);
    if (one.hint) {
      const hint = document.createElement('small');
      hint.textContent = one.hint;
      line.append(' ', hint);
    }
    line.addEventListener('mousedown', (event) => { event.preventDefault(); choose(one); });
    return line;
  }

  function show(all) {
    found = all.slice(0, MOST);
    list.replaceChildren(...found.map(item));
    list.hidden = !found.length;
    at = -1;
    typed.removeAttribute('aria-activedescendant');
    typed.setAttribute('aria-expanded', String(found.length > 0));
    said.textContent = found.length ? all.length + TEXT.some : TEXT.none;
  }

  async function seek(words) {
    const mine = ++asked;
    const all = await find(words);
    if (mine !== asked || !all) return;
    show(all);
  }

  typed.addEventListener('input', () => {
    clearTimeout(waiting);
    const words = typed.value.trim();
    if (!words && !open) { asked++; close(); return; }
    if (!waits) seek(words);
    else waiting = setTimeout(() => seek(words), 150);
  });
  typed.addEventListener('keydown', (event) => {
    if (list.hidden) {
      if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && (open || typed.value.trim())) {
        event.preventDefault();
        seek(open ? '' : typed.value.trim());
      }
      return;
    }
    if (event.key === 'ArrowDown') mark(at + 1);
    else if (event.key === 'ArrowUp') mark(at < 0 ? found.length - 1 : at - 1);
    else if (event.key === 'Home' && at >= 0) mark(0);
    else if (event.key === 'End' && at >= 0) mark(found.length - 1);
    else if (event.key === 'Escape') close();
    else if (event.key === 'Enter') choose(found[Math.max(at, 0)]);
    else return;
    event.preventDefault();
  });
  if (open) typed.addEventListener('click', () => { if (list.hidden) seek(''); });
  typed.addEventListener('blur', close);
  return { choose };
}

// A list that stands in the page: searched in it, and kept in it.
function pick(select) {
  const options = () => [...select.options].filter((one) => one.value && !one.disabled);
  const name = (one) => one.text.trim();
  const typed = document.createElement('input');
  const current = () => {
    const one = select.selectedOptions[0];
    return one?.value ? name(one) : '';
  };

  typed.type = 'text';
  typed.className = 'form-control' + (select.classList.contains('is-invalid') ? ' is-invalid' : '');
  typed.id = select.id;
  for (const attribute of ['aria-invalid', 'aria-describedby']) {
    if (select.hasAttribute(attribute)) typed.setAttribute(attribute, select.getAttribute(attribute));
  }
  select.removeAttribute('id');
  typed.required = select.required;
  select.required = false;
  select.classList.add('visually-hidden');
  select.tabIndex = -1;
  select.setAttribute('aria-hidden', 'true');
  const box = document.createElement('div');
  box.className = 'seek-box';
  select.before(box);
  box.append(typed, select);
  typed.value = current();

  function fits(option, words) {
    const sought = option.dataset.sought ?? folded(option.text);
    if (!sought.includes(words) && !folded(option.text).includes(words)) return 2;
    return sought.startsWith(words) || sought.includes(' ' + words) ? 0 : 1;
  }

  const picked = combobox(typed, {
    open: true,
    find: (words) => {
      const sought = folded(words);
      return options()
        .map((option) => [sought ? fits(option, sought) : 0, option])
        .filter(([rank]) => rank < 2)
        .sort((a, b) => a[0] - b[0])
        .map(([, option]) => ({ code: option.value, name: name(option) }));
    },
    take: (one) => {
      select.value = one.code;
      select.dispatchEvent(new Event('change', { bubbles: true }));
    },
  });
  // Emptied it is nothing; what is no whole name is not taken for one.
  typed.addEventListener('change', () => {
    const words = typed.value.trim();
    if (words && typed.value === current()) return;
    const same = options().filter((option) => folded(option.text) === folded(words) || option.value === words);
    if (!words) {
      select.value = '';
      select.dispatchEvent(new Event('change', { bubbles: true }));
    } else if (same.length === 1) picked.choose({ code: same[0].value, name: name(same[0]) });
    typed.setCustomValidity(!words || typed.value === current() ? '' : TEXT.choose);
  });
  const again = () => { typed.value = current(); typed.setCustomValidity(''); };
  select.addEventListener('change', again);
  select.addEventListener('said', again); // set by another script
  select.form?.addEventListener('change', ({ target }) => { if (target === select.form) again(); }); // a draft
}

// One that is asked for.
function seek(box) {
  const kept = box.querySelector('input');
  const typed = kept.cloneNode();
  let eager = false; // pressed Enter before anything was found

  for (const name of ['name', 'maxlength', 'inputmode', 'value']) typed.removeAttribute(name);
  typed.value = box.dataset.said && kept.value ? box.dataset.said : kept.value;
  kept.type = 'hidden';
  kept.required = false;
  kept.removeAttribute('id');
  kept.after(typed);

  const one = combobox(typed, {
    waits: true,
    find: async (words) => {
      const url = box.dataset.seek + (box.dataset.seek.includes('?') ? '&' : '?') + 'q=' + encodeURIComponent(words);
      const answer = await fetch(url).catch(() => null);
      if (!answer?.ok) return null;
      const found = await answer.json();
      if (eager && found.length === 1) {
        eager = false;
        one.choose(found[0]);
        kept.form?.requestSubmit();
        return null;
      }
      eager = false;
      return found;
    },
    take: (chosen) => {
      kept.value = chosen.code;
      kept.dispatchEvent(new Event('change', { bubbles: true }));
    },
  });
  kept.form?.addEventListener('change', ({ target }) => { if (target === kept.form && kept.value) typed.value ||= kept.value; });
  typed.addEventListener('input', () => { kept.value = typed.value.trim(); }); // a code or a whole name is taken as it is
  typed.addEventListener('keydown', (event) => {
    const unsure = event.key === 'Enter' && typed.getAttribute('aria-expanded') === 'false' && typed.value.trim() && kept.value === typed.value.trim() && !/^(\d+|\*)$/.test(kept.value);
    if (!unsure || event.defaultPrevented) return;
    event.preventDefault();
    eager = true;
    typed.dispatchEvent(new Event('input'));
  });
}

document.querySelectorAll('[data-seek]').forEach(seek);
document.querySelectorAll('select[data-pick]').forEach(pick);
