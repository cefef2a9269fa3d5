import type { DirectoryPort, ImPort, ImStatus, MeetingPort, MeetingStatus, SessionPorts } from '@partyline/core';

/** One call that the session made of a port, with what was true at that moment. */
export interface Asked {
  readonly port: 'im' | 'meeting' | 'directory';
  readonly method: string;
  /** The account or app that it was about. */
  readonly about: {
    readonly accid?: string;
    readonly userUuid?: string;
    readonly mode?: string;
    readonly reuse?: string;
  };
  readonly im: ImStatus;
  readonly meeting: MeetingStatus;
  /** The host's own IM login at that moment. */
  readonly host: string | null;
  /** Not answered, and the port not closed since. */
  open: boolean;
}

export interface Watch {
  readonly asked: Asked[];
  /** Called at the very moment of each call, before the port hears of it. */
  onCall: (call: Asked, earlier: readonly Asked[]) => void;
  host: () => string | null;
}

type Method = (...args: never[]) => unknown;

/** The same ports, with every call noted. `status` and `subscribe` pass through: they change nothing. */
export function watched(ports: SessionPorts, watch: Watch): SessionPorts {
  function around(port: Asked['port'], method: string, call: Method): Method {
    return (...args: never[]) => {
      const [first, mode] = args as readonly unknown[];
      const named = typeof first === 'object' && first !== null ? (first as Asked['about']) : {};
      const asked: Asked = {
        port,
        method,
        about: {
          ...(named.accid !== undefined && { accid: named.accid }),
          ...(named.userUuid !== undefined && { userUuid: named.userUuid }),
          ...(named.reuse !== undefined && { reuse: named.reuse }),
          ...(typeof mode === 'string' && { mode }),
        },
        im: ports.im.status(),
        meeting: ports.meeting.status(),
        host: watch.host(),
        open: true,
      };
      watch.onCall(asked, watch.asked);
      watch.asked.push(asked);
      const over = () => {
        asked.open = false;
      };
      let answer: unknown;
      try {
        answer = call(...args);
      } catch (error) {
        over();
        throw error;
      }
      Promise.resolve(answer).then(() => {
        over();
        // What a closed port has not answered by then, it may never act on.
        if (method === 'close') for (const call of watch.asked) if (call.port === port) call.open = false;
      }, over);
      return answer;
    };
  }

  function wrap<P extends object>(port: Asked['port'], of: P): P {
    const made: Record<string, unknown> = {};
    for (const [name, method] of Object.entries(of)) {
      const passes = name === 'status' || name === 'subscribe';
      made[name] = passes ? method : around(port, name, method as Method);
    }
    return made as P;
  }

  return {
    ...ports,
    im: wrap<ImPort>('im', ports.im),
    meeting: wrap<MeetingPort>('meeting', ports.meeting),
    ...(ports.directory && { directory: wrap<DirectoryPort>('directory', ports.directory) }),
  };
}
