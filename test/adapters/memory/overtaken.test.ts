// A login that took effect, and is overtaken before it was answered: its caller hears of that.
import { createMemoryCloud, ManualClock } from '@partyline/adapters/memory';
import { Secret } from '@partyline/core';
import { expect, test } from 'vitest';

function late() {
  const clock = new ManualClock();
  const cloud = createMemoryCloud({ appKey: 'app', clock });
  cloud.server.addImAccount({ accid: 'alice', token: 'a' }).addImAccount({ accid: 'bob', token: 'b' });
  const events: string[] = [];
  cloud.im.subscribe(({ type }) => events.push(type));
  const login = (accid: string, token: string) =>
    cloud.im.login({ accid, token: new Secret(token) }, new AbortController().signal).then(
      () => 'resolved',
      ({ kind }) => kind,
    );
  return { clock, cloud, events, login };
}

test.each([
  ['bob', 'b', 'resolved', 'bob'],
  ['alice', 'a', 'resolved', 'alice'],
  ['bob', 'wrong', 'badCredentials', undefined],
])('overtaken by a login of %s with token %s', async (accid, token, ends, left) => {
  const { clock, cloud, events, login } = late();
  await cloud.im.initialize({ appKey: 'app' }, new AbortController().signal);
  cloud.faults.once('im.login', { answerDelay: 1000 });
  const first = login('alice', 'a');
  await clock.settle();
  expect(await login(accid, token)).toBe(ends);
  await clock.advance(2000);
  expect(await first).toBe('superseded');
  const status = cloud.im.status();
  expect(status.phase === 'loggedIn' ? status.accid : undefined).toBe(left);
  // The one account that both asked for did not blink.
  if (accid === 'alice') expect(events).toEqual(['loggedIn']);
});
