// Prints `<bits in hexadecimal> <JSON.stringify>` for numbers at and around every edge of
// ECMAScript's Number::toString, and for random ones: node make-numbers.js > numbers.txt
"use strict";

const view = new DataView(new ArrayBuffer(8));
const numbers = new Map();

function add(value) {
  if (!Number.isFinite(value)) return;
  view.setFloat64(0, value);
  numbers.set(view.getBigUint64(0).toString(16).padStart(16, "0"), JSON.stringify(value));
}

function neighbours(value) {
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  for (const shift of [-2n, -1n, 0n, 1n, 2n]) {
    if (bits + shift < 0n) continue;
    view.setBigUint64(0, bits + shift);
    const near = view.getFloat64(0);
    add(near);
    add(-near);
  }
}

let state = 20240229n;
function random() {
  state = (state + 0x9e3779b97f4a7c15n) & 0xffffffffffffffffn;
  let z = state;
  z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & 0xffffffffffffffffn;
  z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & 0xffffffffffffffffn;
  return z ^ (z >> 31n);
}

neighbours(0);
add(-0);
for (const value of [5e-324, 2.2250738585072014e-308, Number.MAX_VALUE, 0.1, 0.3, 1 / 3, 123.456]) {
  neighbours(value);
}
for (const exponent of [-324, -323, -308, -30, -10, 10, 30, 100, 300, 308]) {
  neighbours(Number("1e" + exponent));
}
for (let exponent = -9; exponent <= 24; exponent += 1) neighbours(Number("1e" + exponent));
for (const power of [1, 10, 24, 31, 32, 52, 53, 54, 62, 63, 64, 69, 70, 100, 1000]) {
  neighbours(2 ** power);
}
for (let count = 0; count < 900; count += 1) {
  view.setBigUint64(0, random());
  add(view.getFloat64(0));
}
for (let count = 0; count < 900; count += 1) {
  const digits = Number(random() % 17n) + 1;
  const mantissa = random() % 10n ** BigInt(digits);
  const exponent = Number(random() % 48n) - 28;
  add(Number(`${random() % 4n === 0n ? "-" : ""}${mantissa}e${exponent}`));
}

for (const bits of [...numbers.keys()].sort()) console.log(bits + " " + numbers.get(bits));
