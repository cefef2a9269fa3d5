// @vitest-environment happy-dom
import * as hooks from '@partyline/adapters/react';
import * as core from '@partyline/core';
import { type ComponentType, createElement, StrictMode } from 'react';
import * as jsx from 'react/jsx-runtime';
import { expect, test } from 'vitest';
import { evaluate, example } from '../example.ts';
import { alice, ann, populated } from '../sessions.ts';
import { mounted, settled } from './stage.ts';

test('the example on the page signs in and shows it', async () => {
  const { Meeting } = evaluate(example('react', 'tsx'), 'tsx', {
    '@partyline/adapters/react': hooks,
    '@partyline/core': core,
    'react/jsx-runtime': jsx,
  });
  const { ports, server } = populated('my-app');
  const accounts = { im: alice, meeting: ann };
  const meeting = createElement(Meeting as ComponentType<Record<string, unknown>>, { ports, accounts });
  const { root, box } = await mounted(createElement(StrictMode, null, meeting));
  const button = box.querySelector('button');
  expect(button?.textContent).toBe('uninitialized');
  await settled(() => button?.click());
  expect(button?.textContent).toBe('meetingLoggedIn');
  await settled(() => server.kick('alice'));
  expect(button?.textContent).toBe('kicked');
  await settled(() => button?.click());
  expect(button?.textContent).toBe('meetingLoggedIn');
  await settled(() => root.unmount());
  expect(ports.im.status().phase).toBe('uninitialized');
});
