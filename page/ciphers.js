// The ciphers of locked PDFs, for Python in the worker; Python's own package for them
// cannot run in a browser, and the browser's own answer too late. Only for reading: this
// does not guard against somebody who measures how long it takes.

const SBOX = new Uint8Array(256);
const INVERSE = new Uint8Array(256);
// products in AES's field, by factor
const TIMES = Object.fromEntries([2, 3, 9, 11, 13, 14].map((factor) => [factor, new Uint8Array(256)]));

const double = (x) => ((x << 1) ^ (x & 0x80 ? 0x11b : 0)) & 0xff;

function product(x, y) {
  let sum = 0;
  for (; y; y >>= 1, x = double(x)) if (y & 1) sum ^= x;
  return sum;
}

(function makeTables() {
  const turned = (x, by) => ((x << by) | (x >> (8 - by))) & 0xff;
  let power = 1;
  let inverse = 1;
  do {
    power = product(power, 3);
    inverse = product(inverse, 0xf6); // 1 / 3
    const mixed = [1, 2, 3, 4].reduce((sum, by) => sum ^ turned(inverse, by), inverse ^ 0x63);
    SBOX[power] = mixed;
  } while (power !== 1);
  SBOX[0] = 0x63;
  SBOX.forEach((to, from) => (INVERSE[to] = from));
  for (const factor of Object.keys(TIMES)) {
    for (let x = 0; x < 256; x++) TIMES[factor][x] = product(x, Number(factor));
  }
})();

function expanded(key) {
  const length = key.length;
  const bytes = new Uint8Array(16 * (length / 4 + 7));
  bytes.set(key);
  let constant = 1;
  for (let at = length; at < bytes.length; at += 4) {
    let word = [...bytes.subarray(at - 4, at)];
    if (at % length === 0) {
      word = [word[1], word[2], word[3], word[0]].map((byte) => SBOX[byte]);
      word[0] ^= constant;
      constant = double(constant);
    } else if (length > 24 && at % length === 16) {
      word = word.map((byte) => SBOX[byte]);
    }
    word.forEach((byte, i) => (bytes[at + i] = bytes[at + i - length] ^ byte));
  }
  return bytes;
}

const next = new Uint8Array(16);

function addKey(block, keys, round) {
  for (let i = 0; i < 16; i++) block[i] ^= keys[16 * round + i];
}

// by: 1 moves rows to the left and -1 back, with the bytes replaced by a table
function replaceAndShift(block, table, by) {
  for (let i = 0; i < 16; i++) next[i] = table[block[(i + 4 * by * (i % 4) + 16) % 16]];
  block.set(next);
}

function mix(block, a, b, c, d) {
  const [ta, tb, tc, td] = [a, b, c, d].map((factor) => TIMES[factor]);
  const times = (table, x) => (table ? table[x] : x);
  for (let i = 0; i < 16; i += 4) {
    for (let j = 0; j < 4; j++) {
      next[i + j] =
        times(ta, block[i + j]) ^
        times(tb, block[i + ((j + 1) % 4)]) ^
        times(tc, block[i + ((j + 2) % 4)]) ^
        times(td, block[i + ((j + 3) % 4)]);
    }
  }
  block.set(next);
}

function encrypt(block, keys) {
  const last = keys.length / 16 - 1;
  addKey(block, keys, 0);
  for (let round = 1; round <= last; round++) {
    replaceAndShift(block, SBOX, 1);
    if (round < last) mix(block, 2, 3, 1, 1);
    addKey(block, keys, round);
  }
}

function decrypt(block, keys) {
  for (let round = keys.length / 16 - 1; round > 0; round--) {
    addKey(block, keys, round);
    if (round < keys.length / 16 - 1) mix(block, 14, 11, 13, 9);
    replaceAndShift(block, INVERSE, -1);
  }
  addKey(block, keys, 0);
}

// AES in the mode CBC, or in ECB if there is no vector.
function aes(key, vector, data, decrypting) {
  const keys = expanded(key);
  const result = data.slice();
  let before = vector;
  for (let at = 0; at < data.length; at += 16) {
    const block = result.subarray(at, at + 16);
    if (before && !decrypting) before.forEach((byte, i) => (block[i] ^= byte));
    (decrypting ? decrypt : encrypt)(block, keys);
    if (before && decrypting) before.forEach((byte, i) => (block[i] ^= byte));
    if (before) before = (decrypting ? data : result).subarray(at, at + 16);
  }
  return result;
}

function rc4(key, data) {
  const state = Uint8Array.from({ length: 256 }, (_, i) => i);
  const swap = (i, j) => ([state[i], state[j]] = [state[j], state[i]]);
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + state[i] + key[i % key.length]) & 0xff;
    swap(i, j);
  }
  let i = 0;
  let j = 0;
  return data.map((byte) => {
    i = (i + 1) & 0xff;
    j = (j + state[i]) & 0xff;
    swap(i, j);
    return byte ^ state[(state[i] + state[j]) & 0xff];
  });
}
