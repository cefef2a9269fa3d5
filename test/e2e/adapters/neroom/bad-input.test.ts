import { expect, test } from 'vitest';
import { freshPages, OK } from './harness.ts';
import { people } from './world.ts';

const { alice } = people;
const at = freshPages();
const url = () => at.world.emulator.url;

test.each([
  ['the class instead of an instance', 'class', 'invalidInput', /new NERoom\(\)/],
  ['a kit that is none of this generation', 'old', 'unsupported', /use one of version 1/],
] as const)('%s is refused at once', async (_, handIn, kind, message) => {
  expect(await at.page.call('open', { url: url(), handIn })).toMatchObject({
    ok: false,
    kind,
    message: expect.stringMatching(message),
  });
});

test.each([
  ['a kit without reuse', 'noEmit', 'unsupported', /reuse: 'off'/],
  ['no IM instance', 'nothing', 'invalidInput', /needs `nim`/],
  ['an IM instance with the v1 API', 'v1', 'unsupported', /apiVersion: 'v2'/],
] as const)('%s is refused under reuse, and is no matter without it', async (_, handIn, kind, message) => {
  await at.page.call('open', { url: url(), handIn });
  expect(await at.page.call('initialize', 'required')).toMatchObject({
    ok: false,
    kind,
    message: expect.stringMatching(message),
  });
  expect(await at.page.call('status')).toEqual({ phase: 'uninitialized' });
  expect(await at.page.call('initialize', 'off')).toEqual(OK);
  expect(await at.page.call('login', alice.userUuid, alice.userToken, 'owned')).toMatchObject({ ok: true });
});

test('an IM instance of another app is refused, also one that comes later', async () => {
  await at.page.call('open', { url: url(), imApp: 'another' });
  expect(await at.page.call('initialize', 'required')).toMatchObject({
    kind: 'appMismatch',
    message: expect.stringMatching(/runs app another.*partyline/),
  });
});

test('a kit that somebody initialised already is refused: its IM would be silently ignored', async () => {
  await at.page.call('open', { url: url() });
  await at.page.call('kitInitialize');
  expect(await at.page.call('initialize', 'required')).toMatchObject({
    kind: 'unsupported',
    message: expect.stringMatching(/release\(\)/),
  });
});

test('a server that is not there, or is none, is told as that, and the vendor’s is not asked instead', async () => {
  await at.page.call('open', { url: url(), serverUrl: 'http://127.0.0.1:9' });
  expect(await at.page.call('initialize', 'required')).toMatchObject({
    kind: 'network',
    message: expect.stringMatching(/127\.0\.0\.1:9; check the network and serverUrl/),
  });
  await at.page.call('open', { url: url(), serverUrl: `${url()}/nowhere` });
  expect(await at.page.call('initialize', 'required')).toMatchObject({ ok: false });
  await at.page.call('open', { url: url() });
  expect(await at.page.call('initialize', 'off', 'no-such-app')).toMatchObject({
    kind: 'badCredentials',
    vendor: 401,
  });
  expect(await at.page.call('initialize', 'required')).toEqual(OK);
});

test('a server that goes away is a matter of the network, with the kit’s own code', async () => {
  await at.page.call('open', { url: url() });
  await at.page.call('initialize', 'required');
  await at.page.call('imLogin', 'alice', alice.imToken);
  at.world.emulator.addFault({ on: { service: 'kit' }, effect: { close: true } });
  const refused = await at.page.call('login', alice.userUuid, alice.userToken);
  expect(refused).toMatchObject({ kind: 'network', vendor: 'ERR_NETWORK' });
  at.world.emulator.clearFaults();
  expect(JSON.stringify(refused)).not.toContain(alice.userToken);
  expect(await at.page.call('login', alice.userUuid, alice.userToken)).toMatchObject({ ok: true });
});
