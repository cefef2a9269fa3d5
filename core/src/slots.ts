import { read, statusOf } from './binding.ts';
import { adopted, call } from './call.ts';
import type { MachineInput } from './context.ts';
import type { PortMessage } from './messages.ts';
import type { ImEvent, ImLogin } from './ports/im.ts';
import type { MeetingEvent, MeetingLogin, Mode, RoomRequest } from './ports/meeting.ts';

/** What a port's report may hold. */
interface Reported {
  readonly type: (ImEvent | MeetingEvent)['type'];
  readonly accid?: string;
  readonly reason?: string;
  readonly error?: unknown;
}

/** The machine's actor slots, one per thing that a port can be asked. Outside a session they never answer. */
export const slots = {
  /** Passes both ports' events on for as long as the session lives. */
  watch: call<void>(
    (bound, _input, signal) => {
      for (const port of ['im', 'meeting'] as const) {
        const listener = (event: ImEvent | MeetingEvent) => {
          if (!event?.type || signal.aborted) return;
          // What else is in there stays there; an SDK's words may hold a token.
          const { type, accid, reason, error }: Reported = event;
          bound.send({
            accid,
            reason: bound.vault.text(reason),
            error: type === 'credentialsRefused' && bound.vault.error(error),
            reading: read(bound),
            type: `${port}.${type}`,
          } as PortMessage);
        };
        // A port that cannot be listened to is found out by its status(), and hears of nobody once the session is over.
        try {
          const off = bound[port].subscribe(listener);
          signal.addEventListener('abort', () => {
            try {
              off();
            } catch {}
          });
        } catch {}
      }
      // It ends with the session, and nobody waits for it.
      return new Promise(() => {});
    },
    undefined,
    false,
  ),
  initializeIm: call<Pick<MachineInput, 'appKey'>>(({ im }, { appKey }, signal) =>
    statusOf(im).phase === 'uninitialized' ? im.initialize({ appKey }, signal) : adopted,
  ),
  initializeMeeting: call<Pick<MachineInput, 'appKey' | 'reuse'>>(({ meeting }, { appKey, reuse }, signal) =>
    meeting.initialize({ appKey, reuse }, signal),
  ),
  loginIm: call<ImLogin | undefined>(({ im }, account, signal) => account && im.login(account, signal)),
  /** Changes nothing, so nobody waits for it once it was given up. */
  askDirectory: call<string | undefined>(
    async ({ directory }, id, signal) => ({ accid: id && (await directory?.boundAccid(id, signal)) }),
    'timeout',
    false,
  ),
  loginMeeting: call<{ readonly account: MeetingLogin | undefined; readonly mode: Mode }>(
    ({ meeting }, { account, mode }, signal) => account && meeting.login(account, mode, signal),
  ),
  joinMeeting: call<RoomRequest | undefined>(({ meeting }, room, signal) => room && meeting.join(room, signal)),
  joinAnonymously: call<RoomRequest | undefined>(
    ({ meeting }, room, signal) => room && meeting.joinAnonymously(room, signal),
  ),
  /** Waits until the calls that are open are answered, at most the step deadline. */
  settle: call<void>(({ open }) => Promise.allSettled(open), 'adapter', false),
  leaveMeeting: call<void>(({ meeting }) => meeting.leave(), 'timeout'),
  logoutMeeting: call<void>(({ meeting }) => meeting.logout(), 'timeout'),
  logoutIm: call<void>(({ im }) => im.logout(), 'timeout'),
  closeMeeting: call<void>(({ meeting }) => meeting.close(), 'timeout'),
  closeIm: call<void>(({ im }) => im.close(), 'timeout'),
};
