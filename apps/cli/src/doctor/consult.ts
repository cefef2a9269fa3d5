import type { ReusePolicy } from '@partyline/core';
import type { Io } from '../io.ts';
import { ask } from '../server/ask.ts';
import type { ServerOptions } from '../server/options.ts';
import { readSecret } from '../server/secrets.ts';
import { doctor } from './doctor.ts';

/** What `partyline doctor` is given. */
export interface DoctorOptions extends ServerOptions {
  readonly im: string;
  readonly meeting?: string;
  readonly reuse: ReusePolicy;
  readonly imTokenFile?: string;
  readonly meetingTokenFile?: string;
  readonly login?: true;
}

/** Gathers what the doctor needs, tokens included, and lets it begin. */
export async function consult(io: Io, options: DoctorOptions): Promise<void> {
  const { im: accid, meeting: userUuid = accid, reuse, login = false } = options;
  const imToken = await readSecret(io, {
    name: 'IM token',
    file: { option: '--im-token-file', path: options.imTokenFile },
    variable: 'PARTYLINE_IM_TOKEN',
  });
  const meetingToken = await readSecret(io, {
    name: 'meeting token',
    file: { option: '--meeting-token-file', path: options.meetingTokenFile },
    variable: 'PARTYLINE_MEETING_TOKEN',
  });
  await ask(io, options, { id: accid }, (api, signal, target) =>
    doctor(io, options, { api, target, patient: { accid, userUuid, imToken, meetingToken, reuse, login } }, signal),
  );
}
