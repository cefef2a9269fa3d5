import { SessionError } from '@partyline/core';
import { misfitLoginOption } from '../shared/login/misfit-option.ts';
import { type Known, unknownOption } from '../shared/unknown-option.ts';
import type { NimPortOptions, NimSdkOptions } from './options.ts';
import type { Nim } from './sdk.ts';

type Loose = { readonly [name: string]: unknown } | null | undefined;

const looseFields = (value: unknown): Loose =>
  (typeof value === 'object' && value !== null) || typeof value === 'function'
    ? (value as unknown as Loose)
    : undefined;

const misfit = (kind: 'invalidInput' | 'unsupported', message: string) =>
  new SessionError(kind, { message: `nimPort: ${message}` });

const known: Known<NimSdkOptions> = { nim: true, sdk: true, options: true, otherOptions: true, loginOption: true };

/** Why the port can't work with what it was given, or `undefined`. */
export function misfitOptions(options: NimPortOptions): SessionError | undefined {
  const given = looseFields(options);
  const option = unknownOption(given, known) ?? misfitLoginOption(given?.loginOption);
  if (option) return misfit('invalidInput', option);
  if (given?.nim !== undefined && given.sdk !== undefined)
    return misfit('invalidInput', 'give `nim` (your instance) or `sdk` (to have one made), not both');
  if (given?.nim !== undefined) return misfitInstance(given.nim);
  const sdk = looseFields(given?.sdk);
  if (!sdk) {
    return misfit(
      'invalidInput',
      'the SDK is missing: give your instance as `nim`, or the default export of nim-web-sdk-ng as `sdk`',
    );
  }
  if (looseFields(sdk.default)?.getInstance !== undefined)
    return misfit('invalidInput', '`sdk` is the namespace around the SDK: give its `default`');
  if (typeof sdk.getInstance !== 'function') {
    const meant = looseFields(sdk.V2NIMLoginService)
      ? 'this is an instance: give it as `nim`'
      : 'it has no getInstance()';
    return misfit('invalidInput', `\`sdk\` is not nim-web-sdk-ng: ${meant}`);
  }
  const version = String(sdk.sdkVersionFormat ?? 'unknown');
  if (Number.parseInt(version, 10) >= 10) return undefined;
  const instead = looseFields(sdk.info) ? ' For @yxim/nim-web-sdk use @partyline/adapters/nim-v9.' : '';
  return misfit('unsupported', `needs nim-web-sdk-ng 10 or newer, this is version ${version}.${instead}`);
}

/** Why the port can't work with an instance, or `undefined`. */
export function misfitInstance(nim: unknown): SessionError | undefined {
  const instance = looseFields(nim);
  const service = looseFields(instance?.V2NIMLoginService);
  if (typeof service?.login === 'function') {
    if (typeof looseFields(instance?.options)?.appkey === 'string') return undefined;
    return misfit('invalidInput', '`nim` is no instance of nim-web-sdk-ng: it has no options.appkey');
  }
  if (!service && typeof instance?.setOptions === 'function' && typeof instance.connect === 'function') {
    return misfit('unsupported', '`nim` is an instance of @yxim/nim-web-sdk: use @partyline/adapters/nim-v9');
  }
  if (!service) return misfit('invalidInput', '`nim` is no instance of nim-web-sdk-ng: it has no V2NIMLoginService');
  return misfit(
    'unsupported',
    "the instance speaks the v1 API, which has no V2NIMLoginService.login(): make it with apiVersion: 'v2'",
  );
}

/** Why an instance is of no use for an app, or `undefined`. */
export function misfitApp(nim: Nim, appKey: string): SessionError | undefined {
  const { appkey } = nim.options;
  if (appkey === appKey) return undefined;
  return new SessionError('appMismatch', {
    message: `the IM SDK runs the app key "${appkey}", the session "${appKey}": give both the same one`,
  });
}
