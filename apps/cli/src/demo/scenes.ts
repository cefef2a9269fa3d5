import { Secret } from '@partyline/core';
import type { Expectation } from '../scenario/model.ts';
import type { Order } from '../stage/call.ts';
import type { Stage } from '../stage/stage.ts';
import { alice, ann, ben, guest, room } from './cast.ts';
import type { Deed, SceneName } from './words/words.ts';

/** One thing that happens in a scene. */
export type Beat = {
  /** What must come of it for the story to be true. */
  readonly expect?: Expectation;
  /** Looks at what the SDKs themselves say afterwards. */
  readonly look?: () => void;
} & ({ readonly order: Order } | { readonly deed: Deed; readonly subject: string; readonly act: () => unknown });

export interface Scene {
  readonly name: SceneName;
  readonly beats: readonly Beat[];
}

const { signal } = new AbortController();

/** The problem, on the SDKs alone: the chat's login and the kit's own one, both of the same IM account. */
export function conflict(stage: Stage): Scene {
  const { cloud } = stage;
  const kit = cloud.device();
  cloud.host.subscribe((event) => {
    if (event.type === 'kicked') stage.note({ type: 'heard', where: 'app', what: `kicked (${event.reason})` });
  });
  kit.meeting.subscribe((event) => {
    if (event.type === 'signedOut') stage.note({ type: 'heard', where: 'kit', what: `signedOut (${event.reason})` });
  });
  const look = () => stage.look([cloud.host.status(), kit.meeting.status()]);
  const kitLogsIn = async () => {
    await kit.meeting.initialize({ appKey: cloud.appKey, reuse: 'off' }, signal);
    await kit.meeting.login({ userUuid: ann.userUuid, token: new Secret(ann.token) }, 'owned', signal);
  };
  const chatLogsIn = () => cloud.host.login(alice);
  return {
    name: 'conflict',
    beats: [
      { deed: 'chatLogsIn', subject: alice.accid, act: chatLogsIn, look, expect: { chat: alice.accid } },
      { deed: 'kitLogsIn', subject: ann.userUuid, act: kitLogsIn, look, expect: { chat: null } },
      { deed: 'chatReturns', subject: alice.accid, act: chatLogsIn, look, expect: { chat: alice.accid } },
    ],
  };
}

const order = {
  initialize: { command: 'initialize', args: [] },
  loginIm: { command: 'loginIm', args: [alice], subject: alice.accid },
  loginMeeting: { command: 'loginMeeting', args: [ann], subject: ann.userUuid },
  loginBen: { command: 'loginMeeting', args: [ben], subject: ben.userUuid },
  join: { command: 'joinMeeting', args: [room], subject: room.meetingNum },
  joinAsGuest: { command: 'joinAnonymously', args: [guest], subject: guest.meetingNum },
  logoutMeeting: { command: 'logoutMeeting', args: [] },
  signOut: { command: 'signOut', args: [] },
  signIn: { command: 'signIn', args: [{ im: alice, meeting: ann }], subject: `${alice.accid} + ${ann.userUuid}` },
  recover: { command: 'recover', args: [] },
} as const satisfies Readonly<Record<string, Order>>;

/** Everything that a session makes of it, in one session. */
export function shared(stage: Stage): readonly Scene[] {
  const { cloud } = stage;
  const look = () => stage.look([cloud.host.status(), cloud.meeting.status()]);
  const elsewhere = async () => {
    const phone = cloud.device();
    await phone.im.initialize({ appKey: cloud.appKey }, signal);
    await phone.im.login({ accid: alice.accid, token: new Secret(alice.token) }, signal);
  };
  return [
    {
      name: 'reuse',
      beats: [
        { order: order.initialize, expect: { state: 'imReady' } },
        { order: order.loginIm, expect: { state: 'imLoggedIn', im: { owner: 'session' } } },
        { order: order.loginMeeting, expect: { state: 'meetingLoggedIn', mode: 'reused' } },
        { order: order.join, look, expect: { room: room.meetingNum } },
        { order: order.logoutMeeting, look, expect: { state: 'imLoggedIn', meeting: null, chat: alice.accid } },
      ],
    },
    {
      name: 'notLoggedIn',
      beats: [
        { order: order.signOut, expect: { state: 'imReady', chat: null } },
        {
          order: order.loginMeeting,
          expect: { error: { kind: 'imNotLoggedIn', code: 100004 }, state: 'imReady', calls: [] },
        },
      ],
    },
    {
      name: 'mismatch',
      beats: [
        { order: order.loginIm, expect: { state: 'imLoggedIn' } },
        {
          order: order.loginBen,
          look,
          expect: { error: { kind: 'accountMismatch', code: 100005 }, state: 'imLoggedIn', chat: alice.accid },
        },
      ],
    },
    {
      name: 'anonymous',
      beats: [
        {
          order: order.joinAsGuest,
          expect: { error: { kind: 'anonymousUnderReuse', code: 112001 }, state: 'imLoggedIn', calls: [] },
        },
      ],
    },
    {
      name: 'kick',
      beats: [
        { order: order.signIn, expect: { state: 'meetingLoggedIn' } },
        { order: order.join, expect: { room: room.meetingNum } },
        {
          deed: 'kicked',
          subject: alice.accid,
          act: elsewhere,
          look,
          expect: { state: 'failed', failure: { kind: 'kicked', recoverTo: 'imReady' }, room: null },
        },
        { order: order.recover, expect: { state: 'imReady', failure: null } },
        { order: order.signIn, look, expect: { state: 'meetingLoggedIn', mode: 'reused' } },
      ],
    },
  ];
}
