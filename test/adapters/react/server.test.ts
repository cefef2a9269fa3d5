// @vitest-environment happy-dom
// The page comes from the server and is hydrated: nothing is made on the server, and both show the same at first.
import { useCan, useOwnedSession, useSessionSnapshot } from '@partyline/adapters/react';
import type { Session } from '@partyline/core';
import { createElement as h, StrictMode } from 'react';
import { hydrateRoot, type Root } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { expect, test } from 'vitest';
import { alice, ann, factory } from '../sessions.ts';
import { settled } from './stage.ts';

const Status = ({ session }: { session: Session | null }) => {
  const { state } = useSessionSnapshot(session);
  const button = useCan(session, 'loginMeeting', ann);
  return h('p', null, `${state} ${button.ok ? 'ok' : button.error.kind}`);
};

async function hydrated(page: ReturnType<typeof h>, html: string) {
  const box = document.createElement('div');
  document.body.append(box);
  box.innerHTML = html;
  const before = box.firstElementChild;
  const complaints: unknown[] = [];
  const roots: Root[] = [];
  const onRecoverableError = (error: unknown) => complaints.push(error);
  await settled(() => roots.push(hydrateRoot(box, page, { onRecoverableError })));
  const unmount = () => settled(() => roots[0]?.unmount());
  return { unmount, box, complaints, sameElement: () => box.firstElementChild === before };
}

test('a session that is logged in already: the server and the first render say the same, then it shows', async () => {
  const { create } = factory();
  const session = create();
  await session.signIn({ im: alice, meeting: ann });
  const page = h(StrictMode, null, h(Status, { session }));
  const html = renderToString(page);
  expect(html).toBe('<p>uninitialized notInitialized</p>');
  const { unmount, box, complaints, sameElement } = await hydrated(page, html);
  expect(complaints).toEqual([]);
  expect(sameElement()).toBe(true);
  expect(box.textContent).toBe('meetingLoggedIn ok');
  await unmount();
  await session.dispose();
});

test('an owned session is made in the browser only', async () => {
  const sessions = factory();
  const App = () => h(Status, { session: useOwnedSession(sessions.create) });
  const page = h(StrictMode, null, h(App));
  const html = renderToString(page);
  expect(html).toBe('<p>uninitialized notInitialized</p>');
  expect(sessions.made).toHaveLength(0);
  const { unmount, box, complaints, sameElement } = await hydrated(page, html);
  expect(sessions.made).toHaveLength(1);
  expect([complaints, sameElement()]).toEqual([[], true]);
  await settled(() => sessions.made[0]?.signIn({ im: alice, meeting: ann }));
  expect(box.textContent).toBe('meetingLoggedIn ok');
  await unmount();
  expect(sessions.alive).toBe(0);
});
