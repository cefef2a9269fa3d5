// The adapter's own types of the SDK against the SDK's. `tsc -b test` reads this file; nothing here is ever run.
import type { Nim, NimInitializeOptions, NimLoginEvents, NimLoginOption, NimSdk } from '@partyline/adapters/nim';
import { nimPort } from '@partyline/adapters/nim';
import type { V2NIM } from 'nim-web-sdk-ng';
import type { NIMInitializeOptions } from 'nim-web-sdk-ng/dist/v2/NIM_BROWSER_SDK/NIMInterface.d.ts';
import type {
  V2NIMLoginListener,
  V2NIMLoginOption,
} from 'nim-web-sdk-ng/dist/v2/NIM_BROWSER_SDK/V2NIMLoginService.d.ts';

declare const instance: V2NIM;
declare const sdk: typeof V2NIM;

/** What a host has is what the adapter takes. */
export const taken: { readonly nim: Nim; readonly sdk: NimSdk } = { nim: instance, sdk };

export function rightOptions(): void {
  nimPort({ nim: instance });
  nimPort({ nim: instance, loginOption: { authType: 0, forceMode: true } });
  nimPort({ sdk, options: { debugLevel: 'off' }, otherOptions: { abtestConfig: { isAbtestEnable: false } } });
}

/** Compiles where nothing is left over. */
type Nothing<T extends never> = T;

/** Our options are the SDK's, by name and by type; the events that are listened to exist, with what is read of them. */
export type Names = Nothing<
  | Exclude<keyof NimLoginOption, keyof V2NIMLoginOption>
  | Exclude<keyof NimInitializeOptions, keyof NIMInitializeOptions>
  | Exclude<keyof NimLoginEvents, keyof V2NIMLoginListener>
>;
export const option = (ours: NimLoginOption): V2NIMLoginOption => ours;
export const failed = ([error]: V2NIMLoginListener['onLoginFailed']): { readonly code?: number } => error;
export const kicked = ([detail]: V2NIMLoginListener['onKickedOffline']): { readonly reason: number } => detail;
export const status = ([now]: V2NIMLoginListener['onLoginStatus']): number => now;

export function wrongOptions(): void {
  // @ts-expect-error neither an instance nor the SDK
  nimPort({});
  // @ts-expect-error the SDK and an instance
  nimPort({ nim: instance, sdk });
  // @ts-expect-error the app key is the session's
  nimPort({ sdk, options: { appkey: 'app' } });
  // @ts-expect-error tokens come with the account
  nimPort({ nim: instance, loginOption: { tokenProvider: () => 'token' } });
  // @ts-expect-error there is no such auth type
  nimPort({ nim: instance, loginOption: { authType: 3 } });
}
