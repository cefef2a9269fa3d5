import { type MeetingPort, type RoomRequest, SessionError } from '@partyline/core';
import { redacted } from './im-port.ts';
import type { MeetingKit } from './meeting-kit.ts';
import { PortCalls, type Stage } from './port-calls.ts';

function roomArgs({ meetingNum, displayName, password }: RoomRequest) {
  return { meetingNum, displayName, ...(password && { password: '[secret]' }) };
}

/** The session's way to the fake meeting kit. */
export function createMeetingPort(kit: MeetingKit, stage: Stage): MeetingPort {
  const calls = new PortCalls(stage);
  /** How often a logout, or a leave or a logout, was asked for: what was on its way before them does not land after them. */
  let [logouts, leaves] = [0, 0];
  const overtaken = (by: string) => new SessionError('superseded', { message: `${by} overtook it` });
  const unlessLeft = <T>(enter: () => T): (() => T) => {
    const before = leaves;
    return () => {
      if (leaves !== before) throw overtaken('leave()');
      return enter();
    };
  };

  return {
    status: () => stage.faults.lies.meeting?.() ?? kit.status(),

    initialize({ appKey, reuse }, signal) {
      let first = false;
      return calls.run({
        method: 'meeting.initialize',
        args: { appKey, reuse },
        signal,
        effect: () => {
          first = kit.initialize({ appKey, reuse });
        },
        undo: () => {
          if (first) kit.release();
        },
      });
    },

    login({ userUuid, token: credential }, mode, signal) {
      let before = kit.login;
      const earlier = logouts;
      return calls.run({
        method: 'meeting.login',
        args: { userUuid, token: redacted(credential), mode },
        signal,
        credential,
        effect: (token) => {
          if (logouts !== earlier) throw overtaken('logout()');
          before = kit.login;
          kit.revive();
          return kit.signIn(userUuid, mode, token);
        },
        undo: () => {
          if (!before) kit.signOut(kit.login);
        },
      });
    },

    logout() {
      logouts++;
      leaves++;
      // Whoever logs in after this call is not meant by it.
      const login = kit.login;
      return calls.run({ method: 'meeting.logout', args: {}, effect: () => kit.signOut(login) });
    },

    join: (request, signal) =>
      calls.run({
        method: 'meeting.join',
        args: roomArgs(request),
        signal,
        effect: unlessLeft(() => kit.join(request.meetingNum, request.password)),
        undo: () => kit.leave(),
      }),

    joinAnonymously: (request, signal) =>
      calls.run({
        method: 'meeting.joinAnonymously',
        args: roomArgs(request),
        signal,
        effect: unlessLeft(() => {
          kit.revive();
          return kit.joinAnonymously(request.meetingNum, request.password);
        }),
        undo: () => kit.leave(),
      }),

    leave() {
      leaves++;
      return calls.run({ method: 'meeting.leave', args: {}, effect: () => kit.leave() });
    },

    subscribe(listener) {
      const fault = stage.faults.take('meeting.subscribe');
      stage.calls.note('meeting.subscribe', {}).outcome = fault && 'throws' in fault ? 'threw' : 'resolved';
      if (fault && 'throws' in fault) throw fault.throws;
      return kit.events.subscribe(listener);
    },

    close: () => calls.close('meeting.close', () => kit.release()),
  };
}
