// The memory adapter keeps every sentence of every port contract; nothing is skipped.
import { accountsConformance, directoryConformance, imConformance, meetingConformance } from '@partyline/conformance';
import { describe, expect, test } from 'vitest';
import { imWorld, slownesses } from './conformance-im-world.ts';
import { meetingWorld } from './conformance-meeting-world.ts';
import { accountsWorld, directoryWorld } from './conformance-server-worlds.ts';

describe.each(slownesses)('ImPort, slow as in %o', (slowness) => {
  const { skipped } = imConformance({ test, factory: () => imWorld(slowness) });
  test('no sentence is skipped', () => expect(skipped).toEqual([]));
});

describe.each(slownesses)('MeetingPort, slow as in %o', (slowness) => {
  const { skipped } = meetingConformance({ test, factory: () => meetingWorld(slowness) });
  test('no sentence is skipped', () => expect(skipped).toEqual([]));
});

describe('DirectoryPort', () => {
  const { skipped } = directoryConformance({ test, factory: directoryWorld });
  test('no sentence is skipped', () => expect(skipped).toEqual([]));
});

describe('AccountsPort', () => {
  const { skipped } = accountsConformance({ test, factory: accountsWorld });
  test('no sentence is skipped', () => expect(skipped).toEqual([]));
});
