// @vitest-environment happy-dom
import { execFileSync } from 'node:child_process';
import * as composables from '@partyline/adapters/vue';
import * as core from '@partyline/core';
import { expect, test } from 'vitest';
import * as vue from 'vue';
import { type Component, h } from 'vue';
import { evaluate, example } from '../example.ts';
import { alice, ann, populated } from '../sessions.ts';
import { mounted, settled } from './stage.ts';

/** In a process of its own: the export conditions that the tests run under do not suit the compiler's dependencies. */
function compiled(component: string): string {
  const script = `
    import { readFileSync } from 'node:fs';
    import { compileScript, parse } from 'vue/compiler-sfc';
    const { descriptor, errors } = parse(readFileSync(0, 'utf8'));
    if (errors.length > 0) throw errors[0];
    console.log(compileScript(descriptor, { id: 'meeting', inlineTemplate: true }).content);`;
  const args = ['--input-type=module', '--eval', script];
  return execFileSync(process.execPath, args, { cwd: import.meta.dirname, input: component, encoding: 'utf8' });
}

test('the example on the page signs in and shows it', async () => {
  const content = compiled(example('vue', 'vue'));
  const modules = { '@partyline/adapters/vue': composables, '@partyline/core': core, vue };
  const { default: Meeting } = evaluate(content, 'ts', modules);
  const { ports, server } = populated('my-app');
  const accounts = { im: alice, meeting: ann };
  const { app, box } = await mounted({ render: () => h(Meeting as Component, { ports, accounts }) });
  const button = box.querySelector('button');
  expect(button?.textContent).toBe('uninitialized');
  await settled(() => button?.click());
  expect(button?.textContent).toBe('meetingLoggedIn');
  await settled(() => server.kick('alice'));
  expect(button?.textContent).toBe('kicked');
  await settled(() => button?.click());
  expect(button?.textContent).toBe('meetingLoggedIn');
  await settled(() => app.unmount());
  expect(ports.im.status().phase).toBe('uninitialized');
});
