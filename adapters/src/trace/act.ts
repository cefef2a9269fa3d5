import { commandNames, SessionError } from '@partyline/core';
import * as z from 'zod/mini';
import { sessionMethods } from '../memory/faults.ts';
import { issueOf } from './issue.ts';

const id = z.string().check(z.minLength(1), z.maxLength(128));
const ms = z.number().check(z.int(), z.minimum(0), z.maximum(86_400_000));

/** Which token a login is given. The tokens themselves are never written down: every player makes its own. */
const token = z.exactOptional(z.enum(['right', 'wrong', 'old']));
const im = z.strictObject({ accid: id, token });
const room = { meetingNum: id, displayName: id };

const plain = <N extends string>(name: N) => z.strictObject({ do: z.literal(name) });

const commands = [
  plain('initialize'),
  z.strictObject({ do: z.literal('loginIm'), accid: id, token }),
  z.strictObject({ do: z.literal('loginMeeting'), userUuid: id, token }),
  z.strictObject({ do: z.literal('signIn'), im: z.exactOptional(im), userUuid: id, token }),
  z.strictObject({ do: z.literal('joinMeeting'), ...room }),
  z.strictObject({ do: z.literal('joinAnonymously'), ...room }),
  plain('leaveMeeting'),
  plain('logoutMeeting'),
  plain('logoutIm'),
  plain('signOut'),
  plain('recover'),
  plain('dispose'),
] as const;

/** A port method that can be made to go wrong. */
export type FaultyMethod = (typeof sessionMethods)[number];
/** Every port method that can be made to go wrong. */
export const faultyMethods: readonly FaultyMethod[] = sessionMethods;

const effects = ['never', 'twice', 'late', 'ignoreAbort', 'network', 'throws'] as const;

/** How its next call goes wrong: unanswered, answered twice, late, deaf to its abort signal, refused, thrown. */
export type Effect = (typeof effects)[number];
/** Every way in which its next call can go wrong. */
export const faultEffects: readonly Effect[] = effects;

const outside = [
  /** A caller stops waiting for the command with this number. */
  z.strictObject({ do: z.literal('abort'), call: z.number().check(z.int(), z.minimum(1)) }),
  /** The host app uses the IM SDK directly, behind the session's back. */
  z.strictObject({ do: z.literal('hostLogin'), accid: id }),
  plain('hostLogout'),
  /** A kit that nobody coordinates logs in and out by itself, with an IM connection of its own. */
  z.strictObject({ do: z.literal('kitAlone'), userUuid: id }),
  plain('kitAloneEnds'),
  /** The same IM account logs in on another phone, or in another tab. */
  z.strictObject({ do: z.literal('loginElsewhere'), accid: id }),
  z.strictObject({
    do: z.literal('kick'),
    accid: id,
    reason: z.enum(['otherClient', 'server', 'kickedByClient', 'quiet']),
  }),
  plain('dropLine'),
  plain('healLine'),
  /** From now on no call is answered, until the line thaws. */
  plain('freezeLine'),
  plain('thawLine'),
  /** How long every call takes from now on. */
  z.strictObject({ do: z.literal('pace'), ms }),
  z.strictObject({ do: z.literal('fault'), method: z.enum(sessionMethods), effect: z.enum(effects) }),
  plain('clearFaults'),
  /** The server gives the account another token: live lines stay, the old token is refused from now on. */
  z.strictObject({ do: z.literal('changeImToken'), accid: id }),
  z.strictObject({ do: z.literal('changeMeetingToken'), userUuid: id }),
  z.strictObject({ do: z.literal('expireMeetingToken'), userUuid: id }),
  z.strictObject({ do: z.literal('endMeetingLogin'), userUuid: id }),
  z.strictObject({ do: z.literal('enableIm'), accid: id, enabled: z.boolean() }),
  z.strictObject({ do: z.literal('openRoom'), meetingNum: id }),
  z.strictObject({ do: z.literal('endRoom'), meetingNum: id }),
  z.strictObject({ do: z.literal('lockRoom'), meetingNum: id, locked: z.boolean() }),
  z.strictObject({ do: z.literal('removeFromRoom'), meetingNum: id, userUuid: id }),
] as const;

const commandSchema = z.discriminatedUnion('do', commands);
export const actSchema = z.discriminatedUnion('do', [...commands, ...outside]);

/** A command that the app gives to the session. */
export type CommandAct = z.infer<typeof commandSchema>;
/** Anything that was done from outside: by the app through the session, or by host, server, network and script. */
export type Act = z.infer<typeof actSchema>;
/** What is not a command of the session. */
export type OutsideAct = Exclude<Act, CommandAct>;
/** Which of an account's tokens: the one that is right, one that never was, or the one before the last change. */
export type TokenKind = NonNullable<z.infer<typeof im>['token']>;

const names: ReadonlySet<string> = new Set(commandNames);

/** Throws `invalidInput` that names what is wrong with an act: what is no act has no place in a trace. */
export function checkAct(act: unknown): void {
  const { error } = z.safeParse(actSchema, act);
  if (error)
    throw new SessionError('invalidInput', { message: `FakeRun: this is no act: ${issueOf(error, 'its root')}` });
}

/** Whether the app asked this of its session. */
export function isCommandAct(act: Act): act is CommandAct {
  return names.has(act.do);
}
