// @vitest-environment happy-dom
// Vue's own hot reload, driven as a bundler drives it: a new template is rendered, a new script is reloaded.
import { useOwnedSession, useSessionSnapshot } from '@partyline/adapters/vue';
import type { Session } from '@partyline/core';
import { expect, test } from 'vitest';
import { type Component, defineComponent, h, type Ref } from 'vue';
import { alice, ann, factory } from '../sessions.ts';
import { mounted, settled } from './stage.ts';

/** What the bundlers' plugins call. */
interface HotReload {
  createRecord(id: string, component: Component): boolean;
  rerender(id: string, render: (proxy: { readonly state: string }) => unknown): void;
  reload(id: string, component: Component): void;
}
declare const __VUE_HMR_RUNTIME__: HotReload;

/** A component as the compiler leaves it behind: setup and render apart, under an id. */
const compiled = (id: string, title: string, create: () => Session) => {
  const setup = (): { snapshot: Readonly<Ref<{ readonly state: string }>> } => ({
    snapshot: useSessionSnapshot(useOwnedSession(create)),
  });
  const component = defineComponent({
    setup,
    render() {
      return h('p', `${title} ${this.snapshot.state}`);
    },
  });
  return Object.assign(component, { __hmrId: id });
};

test('a template that is edited keeps the session, and the user stays logged in', async () => {
  const sessions = factory();
  const App = compiled('template', 'before', sessions.create);
  __VUE_HMR_RUNTIME__.createRecord('template', App);
  const { app, box } = await mounted(defineComponent(() => () => h(App)));
  await settled(() => sessions.made[0]?.signIn({ im: alice, meeting: ann }));
  const edited = compiled('template', 'after', sessions.create);
  const { render } = edited as unknown as { render: Parameters<HotReload['rerender']>[1] };
  await settled(() =>
    __VUE_HMR_RUNTIME__.rerender('template', function (this: unknown, ...args) {
      return render.apply(this, args);
    }),
  );
  expect(box.textContent).toBe('after meetingLoggedIn');
  expect(sessions.made).toHaveLength(1);
  await settled(() => app.unmount());
  expect(sessions.alive).toBe(0);
});

test('a script that is edited makes a new session, by its new factory, when the old one is gone', async () => {
  const sessions = factory();
  const App = compiled('script', 'before', sessions.create);
  __VUE_HMR_RUNTIME__.createRecord('script', App);
  const { app, box } = await mounted(defineComponent(() => () => h(App)));
  await settled(() => sessions.made[0]?.signIn({ im: alice, meeting: ann }));
  const calls: string[] = [];
  const create = () => {
    calls.push('new factory');
    return sessions.create();
  };
  await settled(() => __VUE_HMR_RUNTIME__.reload('script', compiled('script', 'after', create)));
  expect(box.textContent).toBe('after uninitialized');
  expect(calls).toEqual(['new factory']);
  expect(sessions).toMatchObject({ alive: 1, most: 1 });
  await settled(() => sessions.made[1]?.signIn({ im: alice, meeting: ann }));
  expect(box.textContent).toBe('after meetingLoggedIn');
  await settled(() => app.unmount());
  expect(sessions.alive).toBe(0);
});
