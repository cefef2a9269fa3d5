import { expect, test } from 'vitest';
import { readableCode, wireCode } from '../../../apps/emulator/src/link/wire/index.ts';

const packing = [18, 26, 30, 99];

test('the code of the one packet that was observed', () => {
  expect(wireCode(26, 102302)).toBe(1838);
  expect(readableCode(26, 1838)).toBe(102302);
});

test('every documented code travels and arrives', () => {
  const documented = [101301, 101302, 101303, 101304, 101403, 102302, 102303, 102404, 102421, 102422, 102426, 103404];
  for (const sid of packing) {
    for (const code of [...documented, 200, 302, 403, 404, 414, 416, 417, 500, 20_000, 20_099]) {
      expect(readableCode(sid, wireCode(sid, code))).toBe(code);
    }
  }
});

test('every code that fits sixteen bits survives its way, and every other one is the server error', () => {
  const lost: number[] = [];
  for (const sid of packing) {
    for (let code = 0; code < 260_000; code += 1) {
      const wire = wireCode(sid, code);
      const arrived = readableCode(sid, wire);
      if (wire > 0xffff || (arrived !== code && arrived !== 500)) lost.push(code);
    }
  }
  expect(lost).toEqual([]);
});

test('services that do not pack send the code as it is', () => {
  for (const sid of [2, 7, 17, 19, 22, 25, 100]) {
    expect(wireCode(sid, 404)).toBe(404);
    expect(readableCode(sid, 1838)).toBe(1838);
    expect(wireCode(sid, 102302)).toBe(500);
  }
});
