import type { CommandName, ReusePolicy } from '@partyline/core';
import { im, meeting, rooms } from './people.ts';

/** Where a run begins. */
export const beginnings = ['nothing', 'ready', 'im', 'host', 'meeting', 'room', 'guest'] as const;
export type Beginning = (typeof beginnings)[number];

/** How a world is brought there. */
interface Begun {
  readonly policy: ReusePolicy;
  /** Gives a command and waits until nothing is in flight. */
  readonly run: (name: CommandName, argument?: unknown) => Promise<void>;
  readonly hostLogin: () => unknown;
}

/** Brings a session to where a run begins, as far as its policy leads there. */
export async function begun(beginning: Beginning, { policy, run, hostLogin }: Begun): Promise<void> {
  if (beginning === 'host') await hostLogin();
  if (beginning !== 'nothing') await run('initialize');
  if (beginning === 'im') await run('loginIm', im.alice);
  if (beginning === 'meeting' || beginning === 'room') {
    await run('signIn', policy === 'off' ? { meeting: meeting.ann } : { im: im.alice, meeting: meeting.ann });
  }
  if (beginning === 'room') await run('joinMeeting', rooms.open);
  if (beginning === 'guest') await run('joinAnonymously', rooms.open);
}
