import type { Clock, DirectoryPort, ImEvent, ImPort, MeetingEvent, MeetingPort } from '@partyline/core';
import { Emitter } from '../shared/emitter.ts';
import { CallLog } from './call-log.ts';
import { createDirectory } from './directory.ts';
import { Faults } from './faults.ts';
import { createHost, type MemoryHost } from './host.ts';
import { createImPort } from './im-port.ts';
import { ImSdk } from './im-sdk.ts';
import { MeetingKit } from './meeting-kit.ts';
import { createMeetingPort } from './meeting-port.ts';
import { Network } from './network.ts';
import type { Stage } from './port-calls.ts';
import type { MemoryServer } from './server.ts';

/** One device (or tab): an IM SDK, a meeting kit and a host app of its own. */
export interface MemoryDevice {
  /** Ready for `createSession(device.ports, …)`. */
  readonly ports: {
    readonly im: ImPort;
    readonly meeting: MeetingPort;
    readonly directory: DirectoryPort;
    readonly clock?: Clock;
  };
  readonly im: ImPort;
  readonly meeting: MeetingPort;
  readonly directory: DirectoryPort;
  /** The host app's chat, which uses the same IM SDK directly. */
  readonly host: MemoryHost;
  readonly network: Network;
  /** The script of what goes wrong. */
  readonly faults: Faults;
  /** What was asked of the ports. */
  readonly calls: CallLog;
  /** How many listeners the ports have right now, the host's included. */
  readonly listeners: { readonly im: number; readonly meeting: number };
}

/** What a device is made of. */
export interface DeviceParts {
  readonly server: MemoryServer;
  /** The app's own clock, if it gave one: the session gets it too. */
  readonly clock: Clock | undefined;
  readonly callLog: number;
}

const systemClock: Clock = {
  setTimeout: (callback, ms) => setTimeout(callback, ms),
  clearTimeout: (timer) => clearTimeout(timer as Parameters<typeof clearTimeout>[0]),
};

export function createDevice({ server, clock, callLog }: DeviceParts): MemoryDevice & { readonly stage: Stage } {
  const stage = { faults: new Faults(), calls: new CallLog(callLog), clock: clock ?? systemClock };
  const onThrow = (error: unknown) => stage.calls.listenerErrors.push(error);
  const network = new Network(stage.clock);
  const imEvents = new Emitter<ImEvent>(onThrow);
  const meetingEvents = new Emitter<MeetingEvent>(onThrow);
  const sdk = new ImSdk(server, network, imEvents);
  const kit = new MeetingKit(server, sdk, meetingEvents);
  const im = createImPort(sdk, stage);
  const meeting = createMeetingPort(kit, stage);
  const directory = createDirectory(server, network, stage);

  return {
    ports: { im, meeting, directory, ...(clock && { clock }) },
    im,
    meeting,
    directory,
    host: createHost(sdk, server.appKey),
    network,
    faults: stage.faults,
    calls: stage.calls,
    listeners: {
      get im() {
        return imEvents.size;
      },
      get meeting() {
        return meetingEvents.size;
      },
    },
    stage,
  };
}
