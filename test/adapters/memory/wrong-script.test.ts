// The fakes are for an app's own tests: a script that can never come true is refused where it is written, by its name.
import { createMemoryCloud, Faults, type Method } from '@partyline/adapters/memory';
import { describe, expect, test } from 'vitest';
import { populated } from './cloud.ts';

describe('a script that means nothing is refused where it is written', () => {
  type Loose = Record<'once' | 'always' | 'lieAboutIm' | 'lieAboutMeeting', (...given: unknown[]) => unknown>;

  test.each<[string, (faults: Loose) => unknown, RegExp]>([
    [
      'a misspelt method',
      (faults) => faults.once('im.logn', { never: true }),
      /no port method is called "im.logn"; .*im\.login/,
    ],
    ['a method that is not called', (faults) => faults.always('im.status', { never: true }), /"im.status"/],
    ['one call of all', (faults) => faults.once('all', { never: true }), /"all"/],
    ['no method', (faults) => faults.once(undefined, { never: true }), /"undefined"/],
    ['no fault', (faults) => faults.once('im.login'), /im.login must be an object/],
    ['a misspelt field', (faults) => faults.always('all', { delya: 5 }), /no fault has a "delya"; there are delay,/],
    [
      'a delay that is none',
      (faults) => faults.once('im.login', { delay: -1 }),
      /delay must be a number of milliseconds/,
    ],
    [
      'a delay without an end',
      (faults) => faults.once('im.login', { answerDelay: Number.POSITIVE_INFINITY }),
      /answerDelay/,
    ],
    ['a flag that is none', (faults) => faults.once('im.login', { never: 'yes' }), /never must be true or false/],
    [
      'a subscription that never ends',
      (faults) => faults.once('im.subscribe', { never: true }),
      /only go wrong by `throws`/,
    ],
    ['a lie that is not told', (faults) => faults.lieAboutIm({ phase: 'ready' }), /must be a function/],
    ['another lie', (faults) => faults.lieAboutMeeting('ready'), /must be a function/],
  ])('%s', (_, write, message) => {
    const refusal = { name: 'SessionError', kind: 'invalidInput', message: expect.stringMatching(message) };
    expect(() => write(new Faults() as unknown as Loose)).toThrow(expect.objectContaining(refusal));
  });

  test('and every method of every port can go wrong', () => {
    const { ports, accounts } = createMemoryCloud();
    const named = { im: ports.im, meeting: ports.meeting, directory: ports.directory, accounts };
    const methods = Object.entries(named).flatMap(([port, calls]) =>
      Object.keys(calls).map((call) => `${port}.${call}`),
    );
    for (const method of methods.filter((name) => !name.endsWith('.status'))) {
      const faults = new Faults();
      expect(faults.once(method as Method, { throws: 'ouch' }).take(method as Method)).toEqual({ throws: 'ouch' });
    }
  });
});

test('the fake server says what is wrong with what it is asked', () => {
  const { server } = populated();
  const loose = server as unknown as Record<string, (...given: unknown[]) => unknown>;
  for (const [call, ...given] of [
    ['kick'],
    ['kick', 'nobody'],
    ['kick', 'alice', 'becauseOfMe'],
    ['addApp', 5],
    ['addRoom', { meetingNum: 5 }],
    ['addRoom', { meetingNum: '1', password: 5 }],
    ['setImToken', 'alice'],
    ['setImAccountEnabled', 'alice', 'no'],
    ['expireMeetingToken', 7],
    ['boundAccid', undefined],
    ['isOnline', null],
  ] as const) {
    const refusal = expect.objectContaining({ name: 'SessionError', kind: 'invalidInput' });
    expect(() => loose[call]?.(...given), call).toThrow(refusal);
  }
});
