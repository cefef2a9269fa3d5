// The memory adapter keeps every sentence of every port contract; nothing is skipped.
import { accountsConformance, directoryConformance, imConformance, meetingConformance } from '@partyline/conformance';
import { describe, expect, test } from 'vitest';
import { imWorld } from './conformance-im-world.ts';
import { meetingWorld } from './conformance-meeting-world.ts';
import { accountsWorld, directoryWorld } from './conformance-server-worlds.ts';

describe('ImPort', () => {
  const { skipped } = imConformance({ test, factory: imWorld });
  test('no sentence is skipped', () => expect(skipped).toEqual([]));
});

describe('MeetingPort', () => {
  const { skipped } = meetingConformance({ test, factory: meetingWorld });
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
