import {
  type Credential,
  type ImEvent,
  isSessionError,
  type MeetingEvent,
  Secret,
  SessionError,
  type SessionPorts,
} from '@partyline/core';
import type { Happening, PlainError } from './entry.ts';
import { plainError } from './plain.ts';
import { quiet } from './quiet.ts';

type Note = (happening: Happening) => void;

function shown(value: unknown): unknown {
  if (value instanceof Secret) return '[secret]';
  if (typeof value === 'function') return '[provider]';
  return value;
}

const credential = (token: Credential) => shown(token);

/** What a port threw, without its words: an SDK wrote them, and nobody can vouch for what is in there. */
function wordless(thrown: unknown): PlainError {
  const error = plainError(thrown);
  return { ...error, message: new SessionError(error.kind, { code: error.code }).message };
}

/** What ports report, as the contract has it. Whatever else is in an event stays there. */
function reported(event: ImEvent | MeetingEvent): { readonly type: string; readonly [detail: string]: unknown } {
  const { type } = event;
  return {
    type,
    ...('accid' in event && { accid: event.accid }),
    ...('reason' in event && { reason: event.reason }),
    ...('error' in event && { error: wordless(event.error) }),
  };
}

/** What is watched, with whatever else the port has: some adapters' ports can do more than the contract asks. */
function withRest<W extends object>(watched: W, port: object): W {
  return new Proxy(watched, {
    get: (own, key) => {
      if (key in own) return Reflect.get(own, key);
      const more: unknown = Reflect.get(port, key);
      return typeof more === 'function' ? more.bind(port) : more;
    },
    has: (own, key) => key in own || key in port,
  });
}

/**
 * The same ports, with every call and every report written down. Works with any adapter; tokens stay sealed, and errors are told
 * without their words. What `note` throws goes nowhere. Throws `invalidInput` where a port or `note` is missing.
 */
export function watchPorts<P extends SessionPorts>(ports: P, write: Note): P {
  const { im, meeting, directory }: Partial<P> = Object(ports);
  if (!im || !meeting || typeof write !== 'function') {
    throw new SessionError('invalidInput', { message: 'watchPorts: give it the ports im and meeting, and a function' });
  }
  const note = quiet(write);
  let calls = 0;

  const asked = <T>(method: string, args: Readonly<Record<string, unknown>>, run: () => Promise<T>): Promise<T> => {
    const call = ++calls;
    note({ type: 'call', call, method, args });
    const over = (error?: unknown) =>
      note(
        error === undefined
          ? { type: 'answer', call, outcome: 'resolved' }
          : { type: 'answer', call, outcome: 'rejected', error: wordless(error) },
      );
    try {
      const answer = run();
      // Told in the same turn as whoever waits, and before: the caller gets the port's own promise.
      Promise.resolve(answer).then(
        () => over(),
        (error: unknown) => over(error ?? 'nothing'),
      );
      return answer;
    } catch (thrown) {
      over(isSessionError(thrown) ? thrown : 'thrown');
      throw thrown;
    }
  };

  const watchedIm: SessionPorts['im'] = {
    status: () => im.status(),
    initialize: (request, signal) => asked('im.initialize', { ...request }, () => im.initialize(request, signal)),
    login: (account, signal) =>
      asked('im.login', { accid: account.accid, token: credential(account.token) }, () => im.login(account, signal)),
    logout: () => asked('im.logout', {}, () => im.logout()),
    subscribe: (listener) =>
      im.subscribe((event) => {
        if (event?.type) note({ type: 'report', from: 'im', event: reported(event) });
        listener(event);
      }),
    close: () => asked('im.close', {}, () => im.close()),
  };
  const watchedMeeting: SessionPorts['meeting'] = {
    status: () => meeting.status(),
    initialize: (request, signal) =>
      asked('meeting.initialize', { ...request }, () => meeting.initialize(request, signal)),
    login: (account, mode, signal) =>
      asked('meeting.login', { userUuid: account.userUuid, token: credential(account.token), mode }, () =>
        meeting.login(account, mode, signal),
      ),
    logout: () => asked('meeting.logout', {}, () => meeting.logout()),
    join: (request, signal) =>
      asked('meeting.join', { meetingNum: request.meetingNum, displayName: request.displayName }, () =>
        meeting.join(request, signal),
      ),
    joinAnonymously: (request, signal) =>
      asked('meeting.joinAnonymously', { meetingNum: request.meetingNum, displayName: request.displayName }, () =>
        meeting.joinAnonymously(request, signal),
      ),
    leave: () => asked('meeting.leave', {}, () => meeting.leave()),
    subscribe: (listener) =>
      meeting.subscribe((event) => {
        if (event?.type) note({ type: 'report', from: 'meeting', event: reported(event) });
        listener(event);
      }),
    close: () => asked('meeting.close', {}, () => meeting.close()),
  };
  return {
    ...ports,
    im: withRest(watchedIm, im),
    meeting: withRest(watchedMeeting, meeting),
    ...(directory && {
      directory: {
        boundAccid: (userUuid: string, signal: AbortSignal) =>
          asked('directory.boundAccid', { userUuid }, () => directory.boundAccid(userUuid, signal)),
      },
    }),
  };
}
