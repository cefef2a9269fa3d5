import { type Credential, Secret, SessionError, type SessionPorts } from '@partyline/core';
import type { Happening } from './entry.ts';
import { plainError, plainReport } from './plain.ts';
import { quiet } from './quiet.ts';
import { withRest } from './with-rest.ts';

type Note = (happening: Happening) => void;

function shown(value: unknown): unknown {
  if (value instanceof Secret) return '[secret]';
  if (typeof value === 'function') return '[provider]';
  return value;
}

const credential = (token: Credential) => shown(token);

/**
 * The same ports, with every call and every report written down. Works with any adapter; tokens stay sealed, and what an SDK
 * wrote itself (an error's message, the text of a reason) stays out. What `write` throws goes nowhere. Throws `invalidInput` where
 * a port or `write` is missing.
 */
export function watchPorts<P extends SessionPorts>(ports: P, write: Note): P {
  const { im, meeting, directory }: Partial<P> = Object(ports);
  if (!im || !meeting || typeof write !== 'function') {
    throw new SessionError('invalidInput', { message: 'watchPorts: give it the ports im and meeting, and a function' });
  }
  const note = quiet(write);
  // Reading an event may throw as well: it is the port's own object.
  const report = quiet((from: 'im' | 'meeting', event: unknown) => {
    const told = plainReport(from, event);
    if (told) write(told);
  });
  let calls = 0;

  const asked = <T>(method: string, args: Readonly<Record<string, unknown>>, run: () => Promise<T>): Promise<T> => {
    const call = ++calls;
    note({ type: 'call', call, method, args });
    const over = (error?: unknown) =>
      note(
        error === undefined
          ? { type: 'answer', call, outcome: 'resolved' }
          : { type: 'answer', call, outcome: 'rejected', error: plainError(error) },
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
      over(thrown ?? 'nothing');
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
        report('im', event);
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
        report('meeting', event);
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
