import { type ReusePolicy, SessionError } from '@partyline/core';
import type { KitErrors } from '../shared/meeting/kit-errors.ts';
import { type Known, unknownOption } from '../shared/unknown-option.ts';
import type { NeroomPortOptions } from './options.ts';

const MAJOR = 1;
const known: Known<NeroomPortOptions> = { kit: true, nim: true, serverUrl: true, role: true, config: true };

/** Why the port can't work with what it is given; the message names the fix. */
export function misfitOptions(options: NeroomPortOptions): SessionError | undefined {
  const { kit, serverUrl }: Partial<NeroomPortOptions> = Object(options);
  const unfit = unknownOption(options, known);
  if (unfit) return new SessionError('invalidInput', { message: `neroomPort: ${unfit}` });
  if (serverUrl !== undefined && !URL.canParse(serverUrl)) {
    return new SessionError('invalidInput', { message: 'neroomPort: `serverUrl` must be a URL' });
  }
  if (typeof kit === 'function') {
    return new SessionError('invalidInput', {
      message: 'neroomPort: `kit` is a class: give it an instance, new NERoom()',
    });
  }
  if (typeof kit !== 'object' || kit === null || typeof kit.initialize !== 'function') {
    return new SessionError('invalidInput', {
      message: 'neroomPort: `kit` must be an instance of the web core, new NERoom(); is its script loaded?',
    });
  }
  const version = kit.sdkVersions?.roomKitVersion;
  if (typeof kit.release === 'function' && (version === undefined || Number.parseInt(version, 10) === MAJOR)) {
    return undefined;
  }
  return new SessionError('unsupported', {
    message: `neroomPort: the web core is RoomKit ${version ?? 'of an unknown version'}: use one of version ${MAJOR}.x`,
    vendor: { name: 'NERoom', surface: 'sdkVersions', ...(version !== undefined && { version }) },
  });
}

/** Why the port can't be set up under a reuse policy. */
export function misfitPolicy(
  { kit }: NeroomPortOptions,
  errors: KitErrors,
  reuse: ReusePolicy,
): SessionError | undefined {
  if (kit.isInitialized) {
    // A second initialise is silently ignored, and with it the IM that it was to reuse.
    return new SessionError('unsupported', {
      message: 'neroomPort: the kit is initialised already: leave that to the session, or release() it first',
      vendor: errors.detail('initialize'),
    });
  }
  if (reuse === 'off' || typeof kit.emit === 'function') return undefined;
  return new SessionError('unsupported', {
    message: "neroomPort: this web core can't reuse an IM: use one with emit(), or createSession with reuse: 'off'",
    vendor: errors.detail('emit'),
  });
}
