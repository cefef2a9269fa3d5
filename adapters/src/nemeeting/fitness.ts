import { type ReusePolicy, SessionError } from '@partyline/core';
import type { KitErrors } from '../shared/meeting/kit-errors.ts';
import { type Known, unknownOption } from '../shared/unknown-option.ts';
import type { NemeetingPortOptions } from './options.ts';

const known: Known<NemeetingPortOptions> = {
  kit: true,
  nim: true,
  serverUrl: true,
  config: true,
  joinOptions: true,
  version: true,
};

/** Why the port can't work with what it is given; the message names the fix. */
export function misfitOptions(options: NemeetingPortOptions): SessionError | undefined {
  const { kit, serverUrl }: Partial<NemeetingPortOptions> = Object(options);
  const unfit = unknownOption(options, known);
  if (unfit) return new SessionError('invalidInput', { message: `nemeetingPort: ${unfit}` });
  if (serverUrl !== undefined && !URL.canParse(serverUrl)) {
    return new SessionError('invalidInput', { message: 'nemeetingPort: `serverUrl` must be a URL' });
  }
  if (typeof kit === 'function') {
    return new SessionError('invalidInput', {
      message: 'nemeetingPort: `kit` is a class: give it the instance, NEMeetingKit.getInstance()',
    });
  }
  if (typeof kit !== 'object' || kit === null) {
    return new SessionError('invalidInput', {
      message: 'nemeetingPort: `kit` must be NEMeetingKit.getInstance(); is the kit loaded?',
    });
  }
  if (typeof kit.initialize === 'function' && typeof kit.getAccountService === 'function') return undefined;
  return new SessionError('unsupported', {
    message: 'nemeetingPort: this is no NEMeetingKit of version 4 (4.5 or newer has getAccountService())',
    vendor: { name: 'NEMeetingKit', surface: 'getAccountService' },
  });
}

/** Why the port can't be set up under a reuse policy. */
export function misfitPolicy(
  { kit }: NemeetingPortOptions,
  errors: KitErrors,
  reuse: ReusePolicy,
): SessionError | undefined {
  if (kit.isInitialized) {
    return new SessionError('unsupported', {
      message: 'nemeetingPort: the kit is initialised already: leave that to the session, or unInitialize() it first',
      vendor: errors.detail('initialize'),
    });
  }
  if (reuse === 'off' || typeof kit.reuseIM === 'function') return undefined;
  return new SessionError('unsupported', {
    message: "nemeetingPort: this kit can't reuse an IM (Electron's can't): use the web kit, or reuse: 'off'",
    vendor: errors.detail('reuseIM'),
  });
}

/** The kit draws into an element of its own, and says so without a code. */
export function misfitPage(error: unknown, errors: KitErrors): SessionError | undefined {
  if (!(error instanceof Error && error.message.includes('#ne-web-meeting'))) return undefined;
  return new SessionError('invalidInput', {
    message: 'nemeetingPort: the page has no <div id="ne-web-meeting"></div>, which the kit draws its meetings into',
    vendor: errors.detail('initialize'),
  });
}
