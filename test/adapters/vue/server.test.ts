// @vitest-environment happy-dom
// The page comes from the server and is hydrated: nothing is made on the server, and both show the same at first.
import { useCan, useOwnedSession, useSessionEvent, useSessionSnapshot } from '@partyline/adapters/vue';
import type { Session } from '@partyline/core';
import { expect, test, vi } from 'vitest';
import { type Component, createSSRApp, defineComponent, h, type MaybeRefOrGetter } from 'vue';
import { renderToString } from 'vue/server-renderer';
import { alice, ann, factory } from '../sessions.ts';
import { settled } from './stage.ts';

const status = (session: MaybeRefOrGetter<Session | null>) => {
  const snapshot = useSessionSnapshot(session);
  const button = useCan(session, 'loginMeeting', [ann]);
  useSessionEvent(session, 'kicked', () => {});
  return () => h('p', `${snapshot.value.state} ${button.value.ok ? 'ok' : button.value.error.kind}`);
};

async function hydrated(page: Component, html: string) {
  const box = document.createElement('div');
  box.innerHTML = html;
  const before = box.firstElementChild;
  const complaints = vi.spyOn(console, 'warn');
  const app = createSSRApp(page);
  app.mount(box);
  const first = box.textContent;
  await settled();
  expect(complaints).not.toHaveBeenCalled();
  expect(box.firstElementChild).toBe(before);
  return { app, box, first };
}

test('a session that is logged in already: the server and the first render say the same, then it shows', async () => {
  const sessions = factory();
  const session = sessions.create();
  await session.signIn({ im: alice, meeting: ann });
  const subscribe = vi.spyOn(session, 'subscribe');
  const page = defineComponent(() => status(session));
  const html = await renderToString(createSSRApp(page));
  expect(html).toBe('<p>uninitialized notInitialized</p>');
  expect(subscribe).not.toHaveBeenCalled();
  const { app, box, first } = await hydrated(page, html);
  expect(first).toBe('uninitialized notInitialized');
  expect(box.textContent).toBe('meetingLoggedIn ok');
  app.unmount();
  await session.dispose();
});

test('an owned session is made in the browser only', async () => {
  const sessions = factory();
  const page = defineComponent(() => status(useOwnedSession(sessions.create)));
  const html = await renderToString(createSSRApp(page));
  expect(html).toBe('<p>uninitialized notInitialized</p>');
  expect(sessions.made).toHaveLength(0);
  const { app, box } = await hydrated(page, html);
  expect(sessions.made).toHaveLength(1);
  await settled(() => sessions.made[0]?.signIn({ im: alice, meeting: ann }));
  expect(box.textContent).toBe('meetingLoggedIn ok');
  await settled(() => app.unmount());
  expect(sessions.alive).toBe(0);
});
