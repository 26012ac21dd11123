// Passkeys (W3C WebAuthn): asks the server what to ask, the authenticator, and sends what it said by
// the form of the page.

const base64url = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (one) => one.charCodeAt(0));

const named = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));

/** What the server refused, in the reader's words. */
class Refused extends Error {}

async function options(path, body) {
  const answer = await fetch(path, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'X-CSRF-TOKEN': document.querySelector('meta[name=csrf]').content,
    },
    body: JSON.stringify(body),
  });
  const told = await answer.json();
  if (!answer.ok) throw new Refused(told.errors?.[0]?.detail ?? told.detail);
  return { ...told, challenge: bytes(told.challenge) };
}

async function made(asked) {
  const user = { ...asked.user, id: bytes(asked.user.id) };
  const publicKey = { ...asked, user, excludeCredentials: named(asked.excludeCredentials) };
  return navigator.credentials.create({ publicKey });
}

const given = (asked) =>
  navigator.credentials.get({
    publicKey: { ...asked, allowCredentials: named(asked.allowCredentials) },
  });

/** As JSON of WebAuthn level 3, section 5.1.8, which not every browser writes by itself. */
function written(credential) {
  const said = credential.response;
  const response = { clientDataJSON: base64url(said.clientDataJSON) };
  for (const part of ['attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
    if (said[part]) response[part] = base64url(said[part]);
  }
  return JSON.stringify({
    id: credential.id,
    rawId: base64url(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    clientExtensionResults: {},
    response,
  });
}

function words(box, error) {
  const said = box.querySelector('[data-passkey-said]');
  const known = { NotAllowedError: 'cancelled', InvalidStateError: 'known', SecurityError: 'unable' };
  said.textContent =
    error instanceof Refused ? error.message : said.dataset[known[error.name] ?? 'failed'];
  said.hidden = false;
  said.scrollIntoView({ block: 'nearest' });
}

function offer(box) {
  const answer = box.querySelector('input[name=answer]');
  const asks = box.querySelector('[data-passkey-ask] form') ?? answer.form;
  if (box.hidden) box.hidden = false;
  addEventListener('pageshow', () => {
    answer.value = ''; // what was said once is not said again
  });
  asks.addEventListener('submit', async (event) => {
    if (asks === answer.form && answer.value) return; // answered: now it is the form's
    event.preventDefault();
    event.stopPropagation();
    if (box.dataset.busy) return;
    box.dataset.busy = 'yes';
    box.querySelector('[data-passkey-said]').hidden = true;
    try {
      const filled = new FormData(asks);
      const body = asks === answer.form ? {} : { old: filled.get('old'), name: filled.get('name') };
      const asked = await options(box.dataset.options, body);
      answer.value = written(await (box.dataset.passkey === 'create' ? made : given)(asked));
      answer.form.requestSubmit();
    } catch (error) {
      words(box, error);
    } finally {
      delete box.dataset.busy;
    }
  });
}

document.querySelectorAll('[data-passkey]').forEach((box) => {
  if (window.PublicKeyCredential && box.querySelector('input[name=answer]')) offer(box);
  else if (!box.hidden) words(box, { name: 'SecurityError' });
});
