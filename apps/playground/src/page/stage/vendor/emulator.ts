import type { EmulatorEvent } from '@partyline/emulator';

/** The emulator does not answer, or refuses. The message says why. */
export class EmulatorError extends Error {
  override readonly name = 'EmulatorError';
}

const base = '/__emulator';

async function ask(method: string, control: string, body?: object): Promise<Response> {
  try {
    return await fetch(`${base}/${control}`, { method, ...(body && { body: JSON.stringify(body) }) });
  } catch {
    throw new EmulatorError('the emulator does not answer');
  }
}

/** Does something to the emulator, as its own tests do. Rejects with an `EmulatorError`. */
export async function control(method: 'POST' | 'DELETE', name: string, body?: object): Promise<void> {
  const answer = await ask(method, name, body);
  // What is there already is as it should be.
  if (answer.ok || answer.status === 409) return;
  const told: unknown = await answer.json().catch(() => null);
  const error = (told as { error?: { message?: unknown } } | null)?.error?.message;
  throw new EmulatorError(typeof error === 'string' ? error : `${name} was answered with ${answer.status}`);
}

interface Binding {
  readonly userUuid: string;
  readonly accid: string;
}

/** The IM account that a meeting account is bound to, as an app's own server would know it. */
export async function boundAccid(userUuid: string): Promise<string | undefined> {
  const state = (await (await ask('GET', 'state')).json()) as { readonly meetingAccounts?: readonly Binding[] };
  const same = (id: string) => id.toLowerCase() === userUuid.toLowerCase();
  return state.meetingAccounts?.find(({ userUuid: id }) => same(id))?.accid;
}

/** Who listens to the emulator's event stream. */
export interface Listener {
  readonly onEvent: (event: EmulatorEvent) => void;
  readonly onGone: () => void;
  /** The stream is there: at the beginning, and again after every interruption. */
  readonly onThere: () => void;
}

/** Listens to everything on the emulator's wire. The browser comes back by itself when the emulator does. */
export function listen({ onEvent, onGone, onThere }: Listener): () => void {
  const stream = new EventSource(`${base}/events`);
  stream.onmessage = ({ data }: MessageEvent<string>) => onEvent(JSON.parse(data) as EmulatorEvent);
  stream.onerror = onGone;
  stream.onopen = onThere;
  return () => stream.close();
}
