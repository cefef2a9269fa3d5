import type { MemoryCloud } from '@partyline/adapters/memory';
import type { ImStatus, MeetingStatus, Session } from '@partyline/core';
import { type Happening, type TraceRecord, traceVersion } from '../trace/record.ts';
import { type Call, type Order, place } from './call.ts';
import type { StageClock } from './clock.ts';
import { watch } from './watch.ts';

/** What a stage is set with. */
export interface Props {
  readonly cloud: MemoryCloud;
  readonly clock: StageClock;
  readonly session: Session;
  /** Closes everything that was built. */
  readonly close: () => Promise<void>;
}

/** A session on the fakes, with everybody who can do something to it, and a record of all that happens. */
export class Stage {
  readonly cloud: MemoryCloud;
  readonly clock: StageClock;
  readonly session: Session;
  #records: TraceRecord[] = [];
  readonly #close: () => Promise<void>;
  #calls = 0;

  constructor({ cloud, clock, session, close }: Props) {
    this.#close = close;
    this.cloud = cloud;
    this.clock = clock;
    this.session = session;
    watch(session, (happening) => this.note(happening));
  }

  note(happening: Happening): void {
    this.#records.push({ v: traceVersion, at: this.clock.now, ...happening });
  }

  /** The records since the last time; each is handed out once. */
  take(): readonly TraceRecord[] {
    const records = this.#records;
    this.#records = [];
    return records;
  }

  /** Gives the session a command and goes on at once. */
  begin(order: Order): Call {
    return place(this.session, order, ++this.#calls, (happening) => this.note(happening));
  }

  /** Lets as much time pass as a call needs to settle. */
  async finish(call: Call): Promise<void> {
    const over = await this.clock.until(() => call.outcome !== undefined);
    if (!over) this.note({ type: 'settled', call: call.number, command: call.command, outcome: 'hangs' });
  }

  /** Gives the session a command and waits for its end. */
  async command(order: Order): Promise<Call> {
    const call = this.begin(order);
    await this.finish(call);
    return call;
  }

  /** Lets somebody other than the session do something. */
  async outside(what: string, subject: string, act: () => unknown): Promise<void> {
    this.note({ type: 'outside', what, subject });
    await act();
    await this.clock.settle();
  }

  /** Notes what an IM SDK and a meeting kit say about themselves, whatever the session says. */
  look([im, kit]: readonly [ImStatus, MeetingStatus]): void {
    this.note({ type: 'sdk', chat: saidByIm(im), kit: saidByKit(kit) });
  }

  /** Ends the session and everything that it is made of. Time passes for as long as its ports need. */
  async close(): Promise<void> {
    let over = false;
    const closed = this.#close().finally(() => {
      over = true;
    });
    await this.clock.until(() => over);
    await closed;
  }
}

function saidByIm(status: ImStatus): string {
  return status.phase === 'loggedIn' ? `${status.phase} ${status.accid} ${status.line}` : status.phase;
}

function saidByKit(status: MeetingStatus): string {
  if (status.phase !== 'loggedIn') return status.phase;
  const who = status.anonymous ? 'anonymous' : (status.userUuid ?? '');
  return [status.phase, who, status.meetingNum].filter((part) => part !== undefined).join(' ');
}
