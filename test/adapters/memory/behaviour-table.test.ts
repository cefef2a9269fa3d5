// The vendor's own table of what the kit does with and without reuse, row by row, and the three error codes.
import type { ReusePolicy } from '@partyline/core';
import { describe, expect, test } from 'vitest';
import { alice, ann, ben, never, populated, refusal, room, up } from './cloud.ts';

describe('initialisation', () => {
  test.each([
    ['off', 'ready'],
    ['required', 'uninitialized'],
    ['auto', 'uninitialized'],
  ] as const)('reuse %s: the IM SDK is %s after the kit was initialised', async (reuse, phase) => {
    const { im, meeting } = populated();
    await meeting.initialize({ appKey: 'app', reuse }, never);
    expect(im.status().phase).toBe(phase);
  });

  test('reuse off: an IM SDK that the host runs for another app is in the way', async () => {
    const { host, meeting } = populated();
    host.initialize('another-app');
    await refusal(meeting.initialize({ appKey: 'app', reuse: 'off' }, never), 'appMismatch');
    expect(meeting.status().phase).toBe('uninitialized');
  });
});

describe('login', () => {
  test.each(['off', 'auto'] as const)(
    'owned (%s): the kit logs the bound IM account in and out again',
    async (reuse) => {
      const cloud = populated();
      await up(cloud, reuse);
      expect(await cloud.meeting.login(ann, 'owned', never)).toEqual({ accid: 'alice' });
      expect(cloud.im.status()).toMatchObject({ phase: 'loggedIn', accid: 'alice' });
      await cloud.meeting.logout();
      expect(cloud.im.status().phase).toBe('ready');
    },
  );

  test('owned: whoever was logged in at the IM is thrown out, and the chat hears of it', async () => {
    const cloud = populated();
    cloud.host.login({ accid: 'bob', token: 'bob-token' });
    const chat: unknown[] = [];
    cloud.host.subscribe((event) => chat.push(event));
    await up(cloud, 'off');
    await cloud.meeting.login(ann, 'owned', never);
    expect(chat).toEqual([{ type: 'loggedOut' }, { type: 'loggedIn', accid: 'alice' }]);
    expect(cloud.host.account).toBe('alice');
  });

  test.each(['required', 'auto'] as const)(
    'reused (%s): the kit checks the binding and leaves the IM alone',
    async (reuse) => {
      const cloud = populated();
      await up(cloud, reuse);
      await cloud.im.login(alice, never);
      const events: unknown[] = [];
      cloud.im.subscribe((event) => events.push(event));
      expect(await cloud.meeting.login(ann, 'reused', never)).toEqual({ accid: 'alice' });
      await cloud.meeting.logout();
      expect(events).toEqual([]);
      expect(cloud.im.status()).toMatchObject({ phase: 'loggedIn', accid: 'alice' });
    },
  );

  test.each(['required', 'auto'] as const)('reused (%s): 100004 and 100005', async (reuse) => {
    const cloud = populated();
    await up(cloud, reuse);
    const early = await refusal(cloud.meeting.login(ann, 'reused', never), 'imNotLoggedIn');
    expect([early.code, early.vendor?.code]).toEqual([100004, 100004]);
    await cloud.im.login(alice, never);
    const wrong = await refusal(cloud.meeting.login(ben, 'reused', never), 'accountMismatch');
    expect([wrong.code, wrong.vendor?.code]).toEqual([100005, 100005]);
    expect(cloud.meeting.status().phase).toBe('ready');
    expect(cloud.im.status()).toMatchObject({ accid: 'alice' });
  });

  test('reused: who counts is who is logged in when the kit looks, not when it was called', async () => {
    const cloud = populated();
    await up(cloud, 'required');
    await cloud.im.login(alice, never);
    cloud.faults.always('meeting.login', { delay: 100 });
    const first = refusal(cloud.meeting.login(ann, 'reused', never), 'accountMismatch');
    cloud.host.login({ accid: 'bob', token: 'bob-token' });
    await cloud.clock.advance(100);
    await first;
    const second = cloud.meeting.login(ben, 'reused', never);
    await cloud.clock.advance(100);
    expect(await second).toEqual({ accid: 'bob' });
  });

  test('reused: the same account name under another app key is another account', async () => {
    const cloud = populated();
    cloud.server.addApp('other').addImAccount({ accid: 'alice', token: 'alice-token', appKey: 'other' });
    cloud.host.initialize('other');
    cloud.host.login({ accid: 'alice', token: 'alice-token' });
    await cloud.meeting.initialize({ appKey: 'app', reuse: 'required' }, never);
    await refusal(cloud.meeting.login(ann, 'reused', never), 'accountMismatch');
  });
});

describe('anonymous join', () => {
  const expected: ReadonlyArray<[ReusePolicy, boolean, 'refused' | 'allowed']> = [
    ['off', false, 'allowed'],
    ['auto', false, 'allowed'],
    ['auto', true, 'refused'],
    ['required', false, 'refused'],
    ['required', true, 'refused'],
  ];
  test.each(expected)('reuse %s, IM logged in %s: %s', async (reuse, loggedIn, answer) => {
    const cloud = populated();
    await up(cloud, reuse);
    if (loggedIn) await cloud.im.login(alice, never);
    const call = cloud.meeting.joinAnonymously(room, never);
    if (answer === 'allowed') {
      expect((await call).meetingNum).toBe('100');
      return;
    }
    const error = await refusal(call, 'anonymousUnderReuse');
    expect([error.code, error.vendor?.code]).toEqual([112001, 112001]);
    expect(cloud.meeting.status().phase).toBe('ready');
  });
});
