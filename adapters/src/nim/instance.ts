import { misfitApp, misfitInstance } from './fitness.ts';
import type { NimPortOptions, NimSdkOptions } from './options.ts';
import type { Nim } from './sdk.ts';
import { vendorError } from './vendor-error.ts';

/** Where the port's instance comes from. */
export interface InstanceSource {
  /** The instance that the host sees right now, if it is one that the port can use. */
  find(): Nim | undefined;
  /** The instance for an app; made if there is none. Throws a `SessionError`. */
  open(appKey: string): Nim;
  /** Lets go of the instance. One that the port made is destroyed, unless it is in use: then it is the host's from now on. */
  release(inUse: boolean): Promise<void>;
}

const fitting = (nim: Nim, appKey: string): Nim => {
  const misfit = misfitInstance(nim) ?? misfitApp(nim, appKey);
  if (misfit) throw misfit;
  return nim;
};

/** The host's own instance, or the one that the SDK has or makes. */
export function instanceSource(options: NimPortOptions): InstanceSource {
  const { nim } = options;
  if (!nim) return madeInstance(options);
  return { find: () => nim, open: (appKey) => fitting(nim, appKey), release: async () => {} };
}

function madeInstance({ sdk, options, otherOptions }: NimSdkOptions): InstanceSource {
  let made: Nim | undefined;
  /** The SDK keeps one instance, and throws "Instance not exist" where there is none. */
  const single = () => {
    try {
      return sdk.getInstance();
    } catch {
      return undefined;
    }
  };
  return {
    find() {
      const nim = made ?? single();
      return nim && !misfitInstance(nim) ? nim : undefined;
    },
    open(appKey) {
      const there = made ?? single();
      if (there) return fitting(there, appKey);
      try {
        made = sdk.getInstance({ ...options, appkey: appKey, apiVersion: 'v2' }, otherOptions);
        return made;
      } catch (error) {
        throw vendorError(error, sdk.sdkVersionFormat);
      }
    },
    async release(inUse) {
      const ours = made;
      made = undefined;
      if (!inUse) await ours?.destroy?.();
    },
  };
}
