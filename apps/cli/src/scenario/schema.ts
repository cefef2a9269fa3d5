import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import type { Complaint } from './complaints.ts';
import { complaintOf } from './complaints.ts';
import type { ActionName, Scenario } from './model.ts';
import { schemaText } from './schema-text.ts';

let validator: ((data: unknown) => readonly ErrorObject[]) | undefined;

/** Compiling takes a moment, so it is done when a scenario is read and not for every command. */
function errors(data: unknown): readonly ErrorObject[] {
  if (!validator) {
    const validate = new Ajv2020({ allErrors: true, verbose: true, strict: false }).compile(JSON.parse(schemaText()));
    validator = (value) => (validate(value) ? [] : (validate.errors ?? []));
  }
  return validator(data);
}

/** Either a scenario, or everything that is wrong with what should be one. */
export function checkShape(data: unknown): { readonly scenario: Scenario } | { readonly complaints: Complaint[] } {
  const complaints = errors(data).flatMap((error) => complaintOf(error) ?? []);
  return complaints.length > 0 ? { complaints } : { scenario: data as Scenario };
}

/** Everything that a step may do; the type makes the list complete. */
export const actionNames = Object.keys({
  initialize: true,
  loginIm: true,
  loginMeeting: true,
  joinMeeting: true,
  joinAnonymously: true,
  leaveMeeting: true,
  logoutMeeting: true,
  logoutIm: true,
  signIn: true,
  signOut: true,
  recover: true,
  dispose: true,
  can: true,
  await: true,
  abort: true,
  hostInitialize: true,
  hostLogin: true,
  hostLogout: true,
  loginElsewhere: true,
  kick: true,
  network: true,
  advance: true,
  fault: true,
  clearFaults: true,
  setImToken: true,
  setImAccountEnabled: true,
  setMeetingToken: true,
  expireMeetingToken: true,
  endMeetingLogin: true,
  endRoom: true,
  removeFromRoom: true,
  setRoomLocked: true,
} satisfies { readonly [N in ActionName]: true }) as readonly ActionName[];
