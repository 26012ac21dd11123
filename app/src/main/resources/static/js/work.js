// A request was refused because there were many: this machine works for some seconds, and is let
// through. Which work that is stands in docs/api.md; the server checks it.

const LAST = 'work-sent';
const english = document.documentElement.lang === 'en';
const challenge = document.querySelector('meta[name="work"]').content;
const refusal = document.querySelector('main .alert-danger');
const form = refusal?.closest('form');

const word = document.createElement('p');
word.className = 'mb-0';
word.setAttribute('role', 'status');
word.dataset.work = 'doing';
word.textContent = english
  ? 'Or stay on this page: your device is checked, which takes some seconds …'
  : '也可以留在本页：正在验证您的设备，需要几秒钟……';
refusal?.append(word);

const worker = new Worker('/static/js/work-solve.js');
worker.addEventListener('message', (event) => {
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  document.cookie = `nc_work=${event.data}; Path=/; Max-Age=600; SameSite=Strict${secure}`;
  worker.terminate();
  // A password is not shown again: whoever signs in types it once more.
  const blank = form?.querySelector('input[type="password"]');
  word.dataset.work = 'done';
  // Sent again by itself once: whatever refuses it a second time is for its reader to see.
  const again = form?.id && Date.now() - Number(sessionStorage.getItem(LAST)) > 60_000;
  if (form && !blank && again) {
    sessionStorage.setItem(LAST, String(Date.now()));
    word.textContent = english ? 'Checked; it is sent again.' : '验证完成，正在重新提交。';
    form.requestSubmit();
  } else {
    word.textContent = english ? 'Checked. You may try again now.' : '验证完成，现在可以再试一次。';
    blank?.focus();
  }
});
worker.postMessage(challenge);
