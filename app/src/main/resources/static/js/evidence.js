// Files go up as they are chosen; the form then carries only their ids. What fails can be retried.
import { uuid7 } from '/static/js/nongchao.js';

const csrf = document.querySelector('meta[name="csrf"]')?.content ?? '';

async function sha256(file) {
  if (!crypto.subtle) return ''; // only in a secure context; the server reckons it anyway
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return Array.from(new Uint8Array(digest), (b) => b.toString(16).padStart(2, '0')).join('');
}

// Where the photo was taken; only if the person has allowed it before or does now, never waited for long.
function position() {
  return new Promise((done) => {
    if (!navigator.geolocation) return done(null);
    navigator.geolocation.getCurrentPosition(
      (at) => done(at.coords), () => done(null), { timeout: 4000, maximumAge: 60000, enableHighAccuracy: true });
  });
}

function upload(box) {
  const words = box.dataset;
  const list = box.querySelector('.upload-list');
  const form = box.closest('form');
  const camera = box.querySelector('[data-upload-camera]');
  const inputs = box.querySelectorAll('input[type="file"]');
  box.classList.add('live');
  if (matchMedia('(pointer: coarse)').matches) camera.hidden = false;

  function say(item, text) { item.querySelector('small').textContent = text; }

  function add(file, captured) {
    const item = document.createElement('li');
    item.className = 'upload-item';
    item.innerHTML = '<i class="ti ti-file" aria-hidden="true"></i><span><b></b> <small></small><progress max="1" value="0"></progress></span><button type="button" class="btn btn-sm btn-ghost-secondary"></button>';
    item.querySelector('b').textContent = file.name;
    if (file.type.startsWith('image/') && !/heic|heif/.test(file.type)) {
      const picture = document.createElement('img');
      picture.alt = '';
      picture.src = URL.createObjectURL(file);
      const icon = item.firstElementChild;
      picture.onload = () => URL.revokeObjectURL(picture.src);
      picture.onerror = () => picture.replaceWith(icon);
      icon.replaceWith(picture);
    }
    const button = item.querySelector('button');
    button.textContent = words.wordsRemove;
    list.append(item);
    if (file.size > Number(words.bytes)) return fail(item, words.wordsBig);
    const id = uuid7();
    button.onclick = () => { item.request?.abort(); item.remove(); };
    send(item, file, id, captured);
  }

  function fail(item, text, retry) {
    item.classList.add('failed');
    item.dataset.state = 'failed';
    item.querySelector('progress')?.remove();
    say(item, text);
    const button = item.querySelector('button');
    if (retry) {
      button.textContent = words.wordsRetry;
      button.onclick = retry;
    } else {
      button.onclick = () => item.remove();
    }
  }

  async function send(item, file, id, captured, corrected = false) {
    item.dataset.state = 'sending';
    item.classList.remove('failed');
    say(item, words.wordsSending);
    const body = new FormData();
    body.append('id', id);
    body.append('sha256', await sha256(file));
    body.append('capturedAt', new Date(captured ? Date.now() : file.lastModified).toISOString());
    const at = captured ? await position() : null;
    if (at) { body.append('lat', at.latitude); body.append('lon', at.longitude); }
    body.append('file', file, file.name);
    const request = new XMLHttpRequest();
    item.request = request;
    request.open('POST', '/evidence');
    request.setRequestHeader('X-CSRF-TOKEN', csrf);
    request.setRequestHeader('X-XSRF-TOKEN', csrf);
    request.responseType = 'json';
    const bar = item.querySelector('progress');
    request.upload.onprogress = (e) => { if (bar && e.lengthComputable) bar.value = e.loaded / e.total; };
    const again = () => {
      const button = item.querySelector('button');
      button.textContent = words.wordsRemove;
      button.onclick = () => { item.request?.abort(); item.remove(); };
      send(item, file, id, captured);
    };
    request.onerror = () => fail(item, words.wordsFailed, again);
    request.onload = () => {
      // An id made by a clock that is wrong is made once more by the server's.
      const clock = Date.parse(request.getResponseHeader('Date'));
      if (request.status === 422 && request.response?.type === '/problems/unfit-id' && clock && !corrected) {
        return send(item, file, uuid7(clock), captured, true);
      }
      if (request.status !== 201) {
        const told = request.response?.errors?.[0]?.detail ?? request.response?.detail ?? words.wordsFailed;
        return fail(item, told, request.status >= 500 || request.status === 429 ? again : null);
      }
      item.dataset.state = 'sent';
      item.querySelector('progress')?.remove();
      say(item, '✓');
      const hidden = document.createElement('input');
      hidden.type = 'hidden';
      hidden.name = words.upload;
      hidden.value = request.response.id;
      item.append(hidden);
      item.dispatchEvent(new CustomEvent('evidence-sent', { bubbles: true, detail: request.response }));
    };
    request.send(body);
  }

  inputs.forEach((input) => input.addEventListener('change', () => {
    const captured = input.closest('[data-upload-camera]') !== null;
    for (const file of input.files) {
      if (list.children.length >= Number(words.max)) { alertOnce(words.wordsMany); break; }
      add(file, captured);
    }
    input.value = ''; // sent by itself, so not again with the form
  }));

  function alertOnce(text) {
    let line = box.querySelector('.field-error.live-error');
    if (!line) {
      line = document.createElement('span');
      line.className = 'field-error live-error';
      line.setAttribute('role', 'alert');
      list.before(line);
    }
    line.textContent = text;
    setTimeout(() => line.remove(), 6000);
  }

  box.querySelectorAll('[data-upload-remove]').forEach((button) => {
    button.hidden = false;
    button.onclick = () => button.closest('.upload-item').remove();
  });

  // A form must not leave while its photos are still on the way.
  form?.addEventListener('submit', (event) => {
    if (box.querySelector('[data-state="sending"]')) {
      event.preventDefault();
      event.stopImmediatePropagation();
      delete form.dataset.sent;
      alertOnce(words.wordsWait);
    }
  }, true);
}

document.querySelectorAll('[data-upload]').forEach(upload);
document.addEventListener('htmx:load', (event) => {
  event.target.querySelectorAll?.('[data-upload]:not(.live)').forEach(upload);
});
