// What the random runs found: commands that are given while the traces of another one are removed.
import { expect, test } from 'vitest';
import { alice, ann, app, hop, outcome } from './app.ts';

test('auto: loginIm given while an abandoned owned login is undone waits for its turn', async () => {
  const { cloud, clock, session } = app({ reuse: 'auto' });
  await session.initialize();
  cloud.faults.always('meeting.login', { ...hop, ignoreAbort: true }).always('meeting.logout', hop);
  const patience = new AbortController();
  const login = outcome(session.loginMeeting(ann, { signal: patience.signal }));
  await clock.advance(10);
  patience.abort();
  await clock.advance(10);
  expect(cloud.calls.methods.at(-1)).toBe('meeting.logout');
  expect(session.snapshot).toMatchObject({ state: 'imReady', busy: 'loginMeeting', im: null, mode: null });
  const permission = session.can('loginIm', alice);
  expect(permission.ok).toBe(true);
  const next = outcome(session.loginIm(alice));
  const other = outcome(session.signIn({ im: alice, meeting: ann }));
  await clock.advance(100);
  expect([login.now, next.now, other.now]).toEqual(['aborted', 'resolved', 'busy']);
});
