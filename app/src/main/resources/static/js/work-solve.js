// Finds numbers whose SHA-256 with the challenge begins with zero bits (Work.java). Written out,
// since the browser's own SHA-256 answers one at a time and only over HTTPS. FIPS 180-4, for texts
// that fit into a few blocks of ASCII.

const PARTS = 16;
const BITS = 15;

const K = new Int32Array(64);
const H = new Int32Array(8);

// The first 32 bits behind the point of the square and cube roots of the first primes.
function constants() {
  const fraction = (x) => Math.floor((x - Math.floor(x)) * 2 ** 32) | 0;
  let found = 0;
  for (let n = 2; found < 64; n++) {
    let prime = true;
    for (let d = 2; d * d <= n; d++) if (n % d === 0) prime = false;
    if (!prime) continue;
    if (found < 8) H[found] = fraction(Math.sqrt(n));
    K[found++] = fraction(Math.cbrt(n));
  }
}

const W = new Int32Array(64);

function block(state, bytes, at) {
  for (let t = 0; t < 16; t++) {
    const i = at + 4 * t;
    W[t] = (bytes[i] << 24) | (bytes[i + 1] << 16) | (bytes[i + 2] << 8) | bytes[i + 3];
  }
  for (let t = 16; t < 64; t++) {
    const x = W[t - 15];
    const y = W[t - 2];
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    W[t] = (W[t - 16] + s0 + W[t - 7] + s1) | 0;
  }
  let a = state[0];
  let b = state[1];
  let c = state[2];
  let d = state[3];
  let e = state[4];
  let f = state[5];
  let g = state[6];
  let h = state[7];
  for (let t = 0; t < 64; t++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[t] + W[t]) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  state[0] = (state[0] + a) | 0;
  state[1] = (state[1] + b) | 0;
  state[2] = (state[2] + c) | 0;
  state[3] = (state[3] + d) | 0;
  state[4] = (state[4] + e) | 0;
  state[5] = (state[5] + f) | 0;
  state[6] = (state[6] + g) | 0;
  state[7] = (state[7] + h) | 0;
}

// The number that follows “challenge.part.”; whole blocks before it are digested once.
function solve(challenge, part) {
  const head = `${challenge}.${part}.`;
  const longest = head.length + 8;
  const bytes = new Uint8Array(Math.ceil((longest + 9) / 64) * 64);
  for (let i = 0; i < head.length; i++) bytes[i] = head.charCodeAt(i);
  const whole = Math.floor(head.length / 64) * 64;
  const before = Int32Array.from(H);
  for (let at = 0; at < whole; at += 64) block(before, bytes, at);
  const state = new Int32Array(8);
  for (let n = 0; ; n++) {
    const digits = n.toString(16);
    let end = head.length;
    for (let i = 0; i < digits.length; i++) bytes[end++] = digits.charCodeAt(i);
    const size = Math.ceil((end + 9) / 64) * 64;
    bytes[end] = 0x80;
    bytes.fill(0, end + 1, size);
    bytes[size - 2] = (end * 8) >>> 8;
    bytes[size - 1] = (end * 8) & 0xff;
    state.set(before);
    for (let at = whole; at < size; at += 64) block(state, bytes, at);
    if (state[0] >>> (32 - BITS) === 0) return digits;
  }
}

constants();
addEventListener('message', (event) => {
  const numbers = [];
  for (let part = 0; part < PARTS; part++) numbers.push(solve(event.data, part));
  postMessage(`${event.data}:${numbers.join('.')}`);
});
