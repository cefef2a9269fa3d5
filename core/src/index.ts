export type { Permission, Session } from './api.ts';
export type { SessionPorts } from './binding.ts';
export type { Answer, CallLogic, Rejection } from './call.ts';
export {
  type CommandArguments,
  type CommandName,
  commandNames,
  type ImAccount,
  type JoinRequest,
  type MeetingAccount,
  type SignInRequest,
} from './commands.ts';
export type {
  Context as SessionContext,
  ImFact,
  ImOwner,
  MachineInput,
  MeetingFact,
  Reading,
  StateName,
  Step,
} from './context.ts';
export { type ErrorKind, isSessionError, SessionError, type SessionErrorOptions, type VendorDetail } from './errors.ts';
export {
  eventTypes,
  type MachineEmitted,
  type SessionEvent,
  type SessionEventMap,
  type SessionEventType,
} from './events.ts';
export type { CommandOptions } from './input.ts';
export { type SessionMachine, sessionMachine } from './machine.ts';
export type { MachineMessage, PortMessage } from './messages.ts';
export type { SessionOptions } from './options.ts';
export type { Next } from './plan.ts';
export type { AccountsPort, ImAccountRecord, MeetingAccountRecord } from './ports/accounts.ts';
export type { Clock } from './ports/clock.ts';
export type { DirectoryPort } from './ports/directory.ts';
export type { ImEvent, ImLogin, ImPort, ImStatus, KickReason, Line, Unsubscribe } from './ports/im.ts';
export type {
  MeetingEvent,
  MeetingLogin,
  MeetingPort,
  MeetingStatus,
  Mode,
  RoomRequest,
} from './ports/meeting.ts';
export type { ReusePolicy } from './rules.ts';
export { type Credential, Secret, type SecretProvider, type TokenProvider } from './secret.ts';
export { createSession } from './session.ts';
export type { RecoverTo, SessionSnapshot } from './snapshot.ts';
