// A browser subscribes to be told though no page is open (Push API). Where it cannot, nothing shows.
import { uuid7 } from '/static/js/nongchao.js';

const box = document.querySelector('[data-push]');
const said = box?.querySelector('[data-push-said]');

function bytes(text) {
  const padded = text.replace(/-/g, '+').replace(/_/g, '/').padEnd(Math.ceil(text.length / 4) * 4, '=');
  return Uint8Array.from(atob(padded), (one) => one.charCodeAt(0));
}

async function subscribe() {
  if (await Notification.requestPermission() !== 'granted') {
    said.textContent = said.dataset.denied;
    return;
  }
  const worker = await navigator.serviceWorker.register('/static/js/push-worker.js');
  const manager = worker.pushManager;
  const before = await manager.getSubscription();
  const options = { userVisibleOnly: true, applicationServerKey: bytes(box.dataset.push) };
  const { endpoint, keys } = (before ?? await manager.subscribe(options)).toJSON();
  const answer = await fetch('/api/v1/account/notices/browsers', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-CSRF-TOKEN': document.querySelector('meta[name="csrf"]').content },
    body: JSON.stringify({ id: uuid7(), endpoint, p256dh: keys.p256dh, auth: keys.auth }),
  });
  if (answer.ok) location.reload();
  else said.textContent = (await answer.json()).detail;
}

if (box && 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window) {
  box.hidden = false;
  box.querySelector('[data-push-on]').addEventListener('click', () => {
    subscribe().catch(() => { said.textContent = said.dataset.failed; });
  });
}
