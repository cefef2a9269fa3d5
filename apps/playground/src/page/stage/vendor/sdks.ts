import type { NeRoomKit, V2Nim } from '@partyline/adapters/neroom';
import type { NimSdk } from '@partyline/adapters/nim';

/** The vendor's scripts could not be had. The message says what to do. */
export class SdkError extends Error {
  override readonly name = 'SdkError';
}

/** The IM SDK as both adapters see it. */
export interface VendorNim extends NimSdk {
  getInstance(...args: Parameters<NimSdk['getInstance']>): ReturnType<NimSdk['getInstance']> & V2Nim;
}

/** What the vendor's scripts leave in their window. */
interface VendorWindow extends Window {
  readonly NIM?: { readonly default: VendorNim };
  readonly NERoom?: new (options: object) => NeRoomKit;
}

/** A window with fresh SDKs in it. */
export interface Sdks {
  readonly nim: VendorNim;
  readonly newKit: () => NeRoomKit;
  /** Throws the window away, and everything that runs in it. */
  close(): void;
}

/** What is missing where the playground runs, told before a script is asked for that is not there. */
async function missing(): Promise<string | undefined> {
  try {
    const answer = await fetch('/vendor/missing');
    const list = (await answer.json()) as readonly { readonly cure: string }[];
    return list.length === 0 ? undefined : list.map(({ cure }) => cure).join('; ');
  } catch {
    return 'this page was not opened from npm start, which is what serves them';
  }
}

/** Loads the vendor's SDKs into a window of their own. Rejects with an `SdkError`. */
export async function loadSdks(): Promise<Sdks> {
  const cure = await missing();
  if (cure !== undefined) throw new SdkError(cure);
  const frame = document.createElement('iframe');
  frame.hidden = true;
  frame.title = 'Vendor SDKs';
  frame.src = '/vendor/frame.html';
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  document.body.append(frame);
  await loaded;
  const { NIM, NERoom } = (frame.contentWindow ?? {}) as VendorWindow;
  if (!NIM?.default || !NERoom) {
    frame.remove();
    throw new SdkError(`${NIM?.default ? 'window.NERoom' : 'window.NIM'} is not there after its script was loaded`);
  }
  return {
    nim: NIM.default,
    newKit: () => new NERoom({ debug: false, eventTracking: false }),
    close: () => frame.remove(),
  };
}

/** How the current IM SDK is pointed at the emulator that serves this page. */
export const nimServers = {
  V2NIMLoginServiceConfig: { lbsUrls: [`${location.origin}/lbs/webconf.jsp`], linkUrl: location.host, linkSSL: false },
  reporterConfig: { enableCompass: false, isDataReportEnable: false },
  abtestConfig: { isAbtestEnable: false },
};

/** How the meeting kit is pointed at it. */
export const kitServer = { serverUrl: location.origin, config: { extras: { noReport: '1' } } };
