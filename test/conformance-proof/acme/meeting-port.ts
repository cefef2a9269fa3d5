import { type ErrorKind, type MeetingEvent, type MeetingPort, SessionError } from '@partyline/core';
import { Calls, type Manner, Told } from './calls.ts';
import type { AcmeDevice, AcmeImClient, ImNews } from './im-client.ts';
import { opened } from './im-port.ts';
import { AcmeKit, type KitNews } from './kit.ts';
import type { AcmeError, AcmeServer } from './server.ts';

const kinds: Readonly<Record<number, ErrorKind>> = {
  302: 'badCredentials',
  303: 'credentialsExpired',
  701: 'meetingNotFound',
  702: 'meetingLocked',
  703: 'badMeetingPassword',
  801: 'imNotLoggedIn',
  802: 'accountMismatch',
  901: 'network',
};

const told = ({ code, text }: AcmeError) =>
  new SessionError(kinds[code] ?? 'vendor', { message: text, vendor: { name: 'acme', surface: 'meeting', code } });

/** A `MeetingPort` over a kit that always rides on the device's IM. */
export function acmeMeetingPort(server: AcmeServer, device: AcmeDevice, manner: Manner = {}): MeetingPort {
  const events = new Told<MeetingEvent>(manner);
  const calls = new Calls(manner);
  let kit: AcmeKit | undefined;
  let heardOf: AcmeImClient | undefined;
  let asked = 0;

  const hear = (news: KitNews): void => {
    calls.overtake('the end of the login');
    if (news === 'expired') events.tell({ type: 'credentialsExpired' });
    else if (news === 'roomEnded' || news === 'removed') events.tell({ type: 'roomLeft', reason: news });
    else events.tell({ type: 'signedOut', reason: news });
  };
  const hearIm = ({ what }: ImNews): void => {
    if (what === 'out' || what === 'kicked' || what === 'refused') kit?.imLost();
  };
  const watch = (client: AcmeImClient | undefined): void => {
    heardOf?.listeners.delete(hearIm);
    heardOf = client;
    client?.listeners.add(hearIm);
  };
  device.onClient.add(watch);
  watch(device.client);
  const there = (): AcmeKit => {
    if (!kit) throw new SessionError('notInitialized');
    return kit;
  };

  return {
    status() {
      if (!kit) return { phase: 'uninitialized' };
      const { member, room } = kit;
      if (!member) return { phase: 'ready' };
      return { phase: 'loggedIn', userUuid: member.userUuid, anonymous: false, ...(room && { meetingNum: room }) };
    },

    async initialize({ reuse }, signal) {
      calls.check(signal);
      if (reuse !== 'required') throw new SessionError('unsupported', { message: 'this kit always rides on the IM' });
      kit ??= new AcmeKit(server, device, hear);
    },

    async login({ userUuid, token }, mode, signal) {
      calls.check(signal);
      const mine = ++asked;
      const here = there();
      if (mode !== 'reused') throw new SessionError('unsupported', { message: 'this kit always rides on the IM' });
      calls.overtake('a later login');
      const open = await opened(token);
      calls.check(signal);
      if (mine !== asked) throw new SessionError('superseded', { message: 'overtaken meanwhile' });
      const { member } = here;
      if (member && member.userUuid !== userUuid.toLowerCase()) throw new SessionError('alreadyLoggedIn');
      const accid = await calls.run<string>(signal, (answer) =>
        here.login(userUuid, open, (error, im) => answer(error && told(error), im)),
      );
      return { accid: accid ?? '' };
    },

    async logout() {
      asked++;
      calls.overtake('logout()');
      kit?.logout();
    },

    async join({ meetingNum, password }, signal) {
      calls.check(signal);
      const here = there();
      if (!here.member) throw new SessionError('notLoggedIn');
      if (here.room !== undefined) throw new SessionError('alreadyInMeeting');
      const room = await calls.run<string>(signal, (answer) =>
        here.join(meetingNum, password?.open(), (error, num) => answer(error && told(error), num)),
      );
      return { meetingNum: room ?? '' };
    },

    async joinAnonymously(_, signal) {
      calls.check(signal);
      throw new SessionError('anonymousUnderReuse');
    },

    async leave() {
      calls.overtake('leave()');
      kit?.leave();
    },

    subscribe: (listener) => events.subscribe(listener),

    async close() {
      asked++;
      calls.overtake('close()');
      kit?.logout();
      kit = undefined;
    },
  };
}
