// The IM client that the kit makes for itself is one of 9.x, which connects all the same when it is destroyed before its
// socket is open: it must never log in, nor keep its line.
import { expect, test } from 'vitest';
import { freshPages, OK } from './harness.ts';
import { people } from './world.ts';

const { alice } = people;
const at = freshPages();

const DELAY = 500;
const login = (who: keyof typeof people) => at.page.call('login', people[who].userUuid, people[who].userToken, 'owned');
const lines = (): number => at.world.emulator.exportState().connections;

async function setUp(): Promise<void> {
  await at.page.call('open', { url: at.world.emulator.url });
  expect(await at.page.call('initialize', 'off')).toEqual(OK);
}

const ways = ['aborted', 'logged out', 'closed'] as const;
type Way = (typeof ways)[number];

/** Gives a login of alice up; bob is who logs in next. */
async function giveUp(how: Way, given: ReturnType<typeof login>): Promise<void> {
  if (how === 'aborted') await at.page.call('abort', 'login');
  else expect(await at.page.call(how === 'closed' ? 'close' : 'logout')).toEqual(OK);
  expect(await given).toMatchObject({ kind: how === 'aborted' ? 'aborted' : 'superseded' });
  if (how === 'closed') expect(await at.page.call('initialize', 'off')).toEqual(OK);
  expect(await login('bob')).toEqual({ ok: true, value: { accid: 'bob' } });
}

/** Whoever was late has had its time when somebody else has logged in from the start. */
async function untilAliceAlone(before: readonly string[]): Promise<void> {
  expect(await at.page.call('logout')).toEqual(OK);
  expect(await login('alice')).toEqual({ ok: true, value: { accid: 'alice' } });
  await expect.poll(lines, { timeout: 60_000 }).toBe(1);
  expect(at.world.imLogins()).toEqual([...before, 'alice 2_3']);
}

/** Lets the next socket open late: resolves when it is asked for. Its own time is up when `opened` resolves. */
function late(): { readonly asked: Promise<void>; readonly opened: Promise<unknown> } {
  const { emulator } = at.world;
  emulator.addFault({ on: { service: 'link', command: 'connect' }, effect: { delayMs: DELAY }, times: 1 });
  const asked = new Promise<void>((resolve) => {
    emulator.onEvent((event) => event.type === 'fault' && resolve());
  });
  // The emulator's timer is the older one.
  return { asked, opened: asked.then(() => new Promise((resolve) => setTimeout(resolve, DELAY))) };
}

const steps = { 'address is known': '/lbs/webconf.jsp', 'handshake is answered': '/socket.io/1/' } as const;
const early = ways.flatMap((how) => Object.entries(steps).map(([step, path]) => [how, step, path] as const));

test.each(early)('%s before its %s', async (how, _, path) => {
  await setUp();
  const held = await at.page.hold(path);
  const given = login('alice');
  await held.arrived;
  await giveUp(how, given);
  held.release();
  await held.answered;
  await untilAliceAlone(['bob 2_3']);
});

test.each(ways)('%s before its socket is open', async (how) => {
  await setUp();
  const { asked, opened } = late();
  const given = login('alice');
  await asked;
  await giveUp(how, given);
  await opened;
  await untilAliceAlone(['bob 2_3']);
});

test('logged out while its line is on its way back', async () => {
  await setUp();
  expect(await login('bob')).toMatchObject(OK);
  const { asked, opened } = late();
  at.world.emulator.line({ appKey: 'partyline', accid: 'bob', action: 'drop' });
  await asked;
  expect(await at.page.call('logout')).toEqual(OK);
  await opened;
  expect(await login('alice')).toMatchObject(OK);
  await untilAliceAlone(['bob 2_3', 'alice 2_3']);
});

test('under reuse the IM is the host’s: its token stays, and heals its line', async () => {
  await at.page.call('open', { url: at.world.emulator.url, sdk: 'legacy' });
  await at.page.call('initialize', 'required');
  expect(await at.page.call('imLogin', alice.accid, alice.imToken)).toEqual(OK);
  const reused = () => at.page.call('login', alice.userUuid, alice.userToken, 'reused');
  expect(await reused()).toMatchObject(OK);
  expect(await at.page.call('logout')).toEqual(OK);
  expect(await reused()).toMatchObject(OK);
  expect(await at.page.call('close')).toEqual(OK);
  at.world.emulator.line({ appKey: 'partyline', accid: 'alice', action: 'drop' });
  await expect.poll(() => at.world.imLogins(), { timeout: 60_000 }).toEqual(['alice 2_3', 'alice 2_3']);
});
