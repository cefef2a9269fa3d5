// @vitest-environment happy-dom
// React's own Fast Refresh, driven as a bundler drives it: a module is run again and registers its components anew.
import { useOwnedSession, useSessionSnapshot } from '@partyline/adapters/react';
import type { Session } from '@partyline/core';
import { createElement as h } from 'react';
import * as refresh from 'react-refresh/runtime';
import { expect, test } from 'vitest';
import { alice, ann, factory } from '../sessions.ts';

// React's renderer looks for the hook when it is loaded, and the stage loads it.
refresh.injectIntoGlobalHook(window);
const { mounted, settled } = await import('./stage.ts');

/** What running the app's module once more leaves behind: a component that is registered under the same name. */
function run(module: { create: () => Session; title: string; deps: boolean; signature?: string }) {
  const sign = refresh.createSignatureFunctionForTransform();
  function App() {
    sign();
    const session = useOwnedSession(() => module.create(), module.deps ? [module.create] : []);
    return h('p', null, `${module.title} ${useSessionSnapshot(session).state}`);
  }
  sign(App, module.signature ?? 'one', false, () => [useOwnedSession, useSessionSnapshot]);
  refresh.register(App, 'app.tsx App');
  return App;
}

test('a component that is edited keeps its session, and the user stays logged in', async () => {
  const sessions = factory();
  const { create } = sessions;
  const { root, box } = await mounted(h(run({ create, title: 'before', deps: false })));
  await settled(() => sessions.made[0]?.signIn({ im: alice, meeting: ann }));
  run({ create: () => create(), title: 'after', deps: false });
  await settled(() => refresh.performReactRefresh());
  expect(box.textContent).toBe('after meetingLoggedIn');
  expect(sessions.made).toHaveLength(1);
  await settled(() => root.unmount());
  expect(sessions.alive).toBe(0);
});

test.each([
  ['the factory is among the deps', 'one'],
  ['the component’s hooks have changed, so React mounts it anew', 'two'],
])('a new factory makes a new session when the old one is gone: %s', async (_, signature) => {
  const sessions = factory();
  const { create } = sessions;
  const { root, box } = await mounted(h(run({ create, title: 'before', deps: true })));
  await settled(() => sessions.made[0]?.signIn({ im: alice, meeting: ann }));
  run({ create: () => create(), title: 'after', deps: true, signature });
  await settled(() => refresh.performReactRefresh());
  expect(box.textContent).toBe('after uninitialized');
  expect(sessions.made).toHaveLength(2);
  expect(sessions).toMatchObject({ alive: 1, most: 1 });
  await settled(() => sessions.made[1]?.signIn({ im: alice, meeting: ann }));
  expect(box.textContent).toBe('after meetingLoggedIn');
  await settled(() => root.unmount());
  expect(sessions.alive).toBe(0);
});
