// A trace is what a person saves and sends: played again it must be the same run, and a changed one must be noticed.
import { type Act, compareRuns, FakeRun, readTrace, replay, type Setting, writeTrace } from '@partyline/adapters/trace';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

const setting: Setting = {
  appKey: 'play',
  reuse: 'required',
  directory: true,
  timeouts: { command: 5_000, step: 1_000 },
  imAccounts: ['alice', 'bob'],
  meetingAccounts: [
    { userUuid: 'ann', accid: 'alice' },
    { userUuid: 'ben', accid: 'bob' },
  ],
  rooms: ['100'],
};

const accid = fc.constantFrom('alice', 'bob', 'nobody');
const userUuid = fc.constantFrom('ann', 'ben', 'nobody');
const token = fc.constantFrom('right', 'wrong', 'old');
const method = fc.constantFrom(
  'im.initialize',
  'im.login',
  'im.logout',
  'meeting.login',
  'meeting.join',
  'meeting.close',
);
const effect = fc.constantFrom('never', 'twice', 'late', 'ignoreAbort', 'network', 'throws');
const room = { meetingNum: fc.constantFrom('100', '404'), displayName: fc.constant('Ann') };
const lone = (name: Act['do']) => fc.constant({ do: name } as Act);

const act: fc.Arbitrary<Act> = fc.oneof(
  lone('initialize'),
  fc.record({ do: fc.constant('loginIm' as const), accid, token }),
  fc.record({ do: fc.constant('loginMeeting' as const), userUuid, token }),
  fc.record({ do: fc.constant('signIn' as const), im: fc.record({ accid, token }), userUuid, token }),
  fc.record({ do: fc.constant('joinMeeting' as const), ...room }),
  fc.record({ do: fc.constant('joinAnonymously' as const), ...room }),
  lone('leaveMeeting'),
  lone('logoutMeeting'),
  lone('logoutIm'),
  lone('signOut'),
  lone('recover'),
  fc.record({ do: fc.constant('abort' as const), call: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ do: fc.constant('hostLogin' as const), accid }),
  lone('hostLogout'),
  fc.record({ do: fc.constant('kitAlone' as const), userUuid }),
  lone('kitAloneEnds'),
  fc.record({ do: fc.constant('loginElsewhere' as const), accid }),
  fc.record({ do: fc.constant('kick' as const), accid, reason: fc.constantFrom('otherClient', 'server', 'quiet') }),
  lone('dropLine'),
  lone('healLine'),
  lone('freezeLine'),
  lone('thawLine'),
  fc.record({ do: fc.constant('pace' as const), ms: fc.constantFrom(0, 100, 7_000) }),
  fc.record({ do: fc.constant('fault' as const), method, effect }),
  lone('clearFaults'),
  fc.record({ do: fc.constant('changeImToken' as const), accid }),
  fc.record({ do: fc.constant('expireMeetingToken' as const), userUuid }),
  fc.record({ do: fc.constant('endRoom' as const), meetingNum: fc.constant('100') }),
);

const moments = fc.array(fc.record({ wait: fc.constantFrom(0, 0, 1, 50, 400, 6_000), act }), { maxLength: 25 });

async function run(reuse: Setting['reuse'], script: readonly { readonly wait: number; readonly act: Act }[]) {
  const made = new FakeRun({ ...setting, reuse });
  for (const { wait, act } of script) {
    await made.advanceTo(made.now + wait);
    await made.perform(act);
  }
  await made.advanceTo(made.now + 20_000);
  return made;
}

describe('a trace', () => {
  test('played again is the same run, entry by entry', () =>
    fc.assert(
      fc.asyncProperty(fc.constantFrom('required', 'off', 'auto'), moments, async (reuse, script) => {
        const first = await run(reuse, script);
        const trace = readTrace(writeTrace(first.trace()));
        expect(trace).toEqual(JSON.parse(JSON.stringify(first.trace())));
        const again = await replay(trace);
        expect(JSON.parse(JSON.stringify(again.recorder.entries))).toEqual(trace.entries);
        expect(compareRuns(trace.entries, again.recorder.entries)).toEqual([]);
        await Promise.all([first.close(), again.close()]);
      }),
      { numRuns: 150 },
    ));

  test('holds no token', () =>
    fc.assert(
      fc.asyncProperty(moments, async (script) => {
        const first = await run('required', script);
        expect(writeTrace(first.trace())).not.toMatch(/(im|meeting)-(alice|bob|ann|ben|nobody)-/);
        await first.close();
      }),
      { numRuns: 50 },
    ));

  test('can be forked at any entry: what came before is the same', () =>
    fc.assert(
      fc.asyncProperty(moments, fc.nat(), async (script, at) => {
        const first = await run('required', script);
        const trace = first.trace();
        const upTo = at % trace.entries.length;
        const fork = await replay(trace, upTo);
        expect(fork.recorder.entries.slice(0, upTo + 1)).toEqual(trace.entries.slice(0, upTo + 1));
        expect(fork.now).toBe(trace.entries[upTo]?.at);
        await Promise.all([first.close(), fork.close()]);
      }),
      { numRuns: 100 },
    ));
});
