// The category picker: typing leaves only the lines that contain every word.

function picker(box) {
  const input = box.querySelector('input[type=search]');
  const groups = [...box.querySelectorAll('details')];
  const nothing = box.querySelector('[data-nothing]');
  input.hidden = false;
  const lines = box.querySelector('.picker-lines');
  const chosen = box.querySelector('input:checked')?.closest('label');
  if (chosen) lines.scrollTop = chosen.offsetTop - lines.offsetTop - 60;
  input.addEventListener('input', () => {
    const words = input.value.normalize('NFKC').trim().toLowerCase().split(/\s+/).filter(Boolean);
    let any = false;
    for (const group of groups) {
      let some = false;
      for (const line of group.querySelectorAll('label')) {
        const hit = words.every((word) => line.dataset.words.toLowerCase().includes(word));
        line.hidden = !hit;
        some ||= hit;
      }
      group.hidden = !some;
      group.open = words.length > 0 ? some : group.querySelector('input:checked') !== null;
      any ||= some;
    }
    nothing.hidden = any;
  });
  // Enter in the search field must not send the form.
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') event.preventDefault();
  });
  box.addEventListener('change', (event) => {
    if (event.target.type !== 'radio') return;
    box.querySelector('[data-chosen]').textContent = event.target.closest('label').innerText.trim();
  });
}

document.querySelectorAll('[data-picker]').forEach(picker);
