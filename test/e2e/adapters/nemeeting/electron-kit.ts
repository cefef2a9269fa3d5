// Runs in the page. The kit inside the electron package has no name on `window`; its hidden page takes calls from Electron's
// main process by messages. Here both ends are in one page, so that even an IM instance can be handed over.
import type { NeAccountListener, NeMeetingKit, NeMeetingStatusListener, NeResult } from '@partyline/adapters/nemeeting';

type Handler = (event: unknown, message: { module?: string; method: string; args: unknown[]; seqId: string }) => void;
type Answer = { readonly result?: NeResult; readonly error?: unknown };
type Told = { readonly module: string; readonly event: string; readonly payload: readonly unknown[] };

const handlers: Handler[] = [];
const waiting = new Map<string, (answer: Answer) => void>();
let hear: (told: Told) => void = () => {};

/** Electron's messenger, as far as the kit uses it. Must be there before the kit's script. */
export function offerMessenger(): void {
  const ignore = (): void => {};
  Object.assign(globalThis, {
    ipcRenderer: {
      on: (channel: string, handler: Handler) => channel === 'NEMeetingKit' && handlers.push(handler),
      once: ignore,
      off: ignore,
      removeListener: ignore,
      removeAllListeners: ignore,
      invoke: async () => undefined,
      send: (channel: string, message: unknown) => {
        if (channel.startsWith('NEMeetingKitListener::')) hear(message as Told);
        else waiting.get(channel)?.(message as Answer);
      },
    },
  });
}

/** The real kit of `nemeeting-electron-sdk`, by the documented names of the web kit. */
export function electronKit(): NeMeetingKit {
  let calls = 0;
  let isInitialized = false;
  const accounts = new Set<NeAccountListener>();
  const meetings = new Set<NeMeetingStatusListener>();
  hear = ({ event, payload }) => {
    for (const listener of [...accounts]) {
      if (event === 'onKickOut') listener.onKickOut?.();
      if (event === 'onAuthInfoExpired') listener.onAuthInfoExpired?.();
    }
    if (event !== 'onMeetingStatusChanged') return;
    for (const listener of [...meetings]) listener.onMeetingStatusChanged(payload[0] as { status: number });
  };
  const call = (module: string | undefined, method: string, ...args: unknown[]): Promise<NeResult<never>> => {
    calls += 1;
    const seqId = `call ${calls}`;
    return new Promise((resolve, reject) => {
      waiting.set(seqId, ({ result, error }) => (result ? resolve(result as NeResult<never>) : reject(error)));
      for (const handler of handlers) handler({}, { ...(module !== undefined && { module }), method, args, seqId });
    });
  };
  const account = 'NEMeetingAccountService';
  const meeting = 'NEMeetingService';
  return {
    get isInitialized() {
      return isInitialized;
    },
    async initialize(config) {
      const answer = await call(undefined, 'initialize', config);
      isInitialized = true;
      return answer;
    },
    async unInitialize() {
      isInitialized = false;
      accounts.clear();
      meetings.clear();
      return call(undefined, 'unInitialize');
    },
    // Answers at once and by no message.
    reuseIM: (nim) => void call(undefined, 'reuseIM', nim),
    getAccountService: () => ({
      loginByToken: (userUuid, token) => call(account, 'loginByToken', userUuid, token),
      logout: () => call(account, 'logout'),
      addListener: (listener) => void accounts.add(listener),
      removeListener: (listener) => void accounts.delete(listener),
    }),
    getMeetingService: () => ({
      joinMeeting: (params, options) => call(meeting, 'joinMeeting', params, options),
      anonymousJoinMeeting: (params, options) => call(meeting, 'anonymousJoinMeeting', params, options),
      leaveCurrentMeeting: (closeIfHost) => call(meeting, 'leaveCurrentMeeting', closeIfHost),
      addMeetingStatusListener: (listener) => void meetings.add(listener),
      removeMeetingStatusListener: (listener) => void meetings.delete(listener),
    }),
  };
}
