// The adapter's own types of the SDK of 9.x against the SDK's. `tsc -b test` reads this file; nothing here is ever run.
import type { NimV9, NimV9InstanceOptions, NimV9Sdk } from '@partyline/adapters/nim-v9';
import { nimV9Port } from '@partyline/adapters/nim-v9';
import type { NIM } from '@yxim/nim-web-sdk';
import type {
  NIMGetInstanceOptions,
  NIMOnDisconnectResultKicked,
  NIMOnDisconnectResultOther,
} from '@yxim/nim-web-sdk/dist/types/nim/types.d.ts';

declare const instance: NIM;
declare const sdk: typeof NIM;

/** What a host has is what the adapter takes. */
export const taken: { readonly nim: NimV9; readonly sdk: NimV9Sdk } = { nim: instance, sdk };

export function rightOptions(): void {
  nimV9Port({ nim: instance });
  nimV9Port({ sdk, options: { db: false, onconnect: () => {} } });
  const port = nimV9Port({ nim: instance, sdk, loginOption: { authType: 1 } });
  port.adopt(instance);
}

/** Compiles where nothing is left over. */
type Nothing<T extends never> = T;

/** The options that are named here are the SDK's; the members of the instance that its types leave out are few. */
export type Names = Nothing<
  | Exclude<keyof NimV9InstanceOptions, keyof NIMGetInstanceOptions>
  | Exclude<keyof NimV9, keyof NIM | 'options' | 'info'>
>;
export const kicked = ({ code, reason }: NIMOnDisconnectResultKicked): { code: string; reason: string } => {
  return { code, reason };
};
export const refused = ({ code }: NIMOnDisconnectResultOther): number => code;

export function wrongOptions(): void {
  // @ts-expect-error the app key is the session's
  nimV9Port({ sdk, options: { appKey: 'app' } });
  // @ts-expect-error tokens come with the account
  nimV9Port({ sdk, options: { token: 'token' } });
  // @ts-expect-error there is no such auth type
  nimV9Port({ nim: instance, loginOption: { authType: 3 } });
}
