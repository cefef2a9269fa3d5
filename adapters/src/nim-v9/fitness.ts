import { SessionError } from '@partyline/core';
import { misfitLoginOption } from '../shared/login/misfit-option.ts';
import { type Known, unknownOption } from '../shared/unknown-option.ts';
import type { NimV9PortOptions } from './options.ts';

type Loose = { readonly [name: string]: unknown } | undefined;

const loose = (value: unknown): Loose =>
  (typeof value === 'object' && value !== null) || typeof value === 'function'
    ? (value as unknown as Loose)
    : undefined;

const misfit = (kind: 'invalidInput' | 'unsupported', message: string) =>
  new SessionError(kind, { message: `nimV9Port: ${message}` });

const known: Known<NimV9PortOptions> = { nim: true, sdk: true, options: true, loginOption: true };

/** Why the port can't work with what it was given, or `undefined`. */
export function misfitOptions(options: NimV9PortOptions): SessionError | undefined {
  const { nim, sdk, loginOption } = loose(options) ?? {};
  const option = unknownOption(options, known) ?? misfitLoginOption(loginOption);
  if (option) return misfit('invalidInput', option);
  if (nim === undefined && sdk === undefined)
    return misfit(
      'invalidInput',
      'the SDK is missing: give your instance as `nim`, or NIM of @yxim/nim-web-sdk as `sdk`',
    );
  return (
    (nim === undefined ? undefined : misfitInstance(nim)) ?? (sdk === undefined ? undefined : misfitSdk(loose(sdk)))
  );
}

function misfitSdk(sdk: Loose): SessionError | undefined {
  if (loose(sdk?.NIM)?.getInstance !== undefined)
    return misfit('invalidInput', '`sdk` is the namespace around the SDK: give its `NIM`');
  if (typeof sdk?.sdkVersionFormat === 'string')
    return misfit('unsupported', '`sdk` is nim-web-sdk-ng: use @partyline/adapters/nim');
  if (typeof sdk?.getInstance !== 'function')
    return misfit('invalidInput', '`sdk` is not @yxim/nim-web-sdk: it has no getInstance()');
  const { connect, getLoginStatus } = loose(sdk.prototype) ?? {};
  if (typeof connect === 'function' && typeof getLoginStatus !== 'function') return tooOld();
  return undefined;
}

/** Why the port can't work with an instance, or `undefined`. */
export function misfitInstance(nim: unknown): SessionError | undefined {
  const instance = loose(nim);
  if (instance?.V2NIMLoginService !== undefined)
    return misfit('unsupported', '`nim` is an instance of nim-web-sdk-ng: use @partyline/adapters/nim');
  if (typeof instance?.setOptions !== 'function' || typeof instance.connect !== 'function')
    return misfit('invalidInput', '`nim` is no instance of @yxim/nim-web-sdk');
  if (typeof instance.getLoginStatus !== 'function') return tooOld();
  if (loose(instance.options) === undefined) return misfit('invalidInput', '`nim` was destroyed: make a new instance');
  return undefined;
}

const tooOld = () => misfit('unsupported', 'needs @yxim/nim-web-sdk 9.16.2 or newer, which has getLoginStatus()');

/** Why what runs one app key is of no use for another, or `undefined`. */
export function misfitApp(runs: string | undefined, appKey: string): SessionError | undefined {
  if (runs === undefined || runs === appKey) return undefined;
  return new SessionError('appMismatch', {
    message: `the IM SDK runs the app key "${runs}", the session "${appKey}": give both the same one`,
  });
}
