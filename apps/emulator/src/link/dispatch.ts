import type { FaultEffect } from '../cloud/index.ts';
import type { Command, Outcome } from './command.ts';
import { findCommand } from './commands/index.ts';
import type { Connection } from './connection.ts';
import { loginTag } from './login-tag.ts';
import { codes, Refusal } from './refusal.ts';
import { reportFrame } from './report.ts';
import { type Incoming, type WireType, wireCode } from './wire/index.ts';

type Settled = Outcome<readonly WireType[]>;

/** Runs the command a packet asks for, or the fault that lies in wait for it. Throws `PacketError` on a malformed body. */
export function dispatch(connection: Connection, packet: Incoming): void {
  const { cloud } = connection;
  const command = findCommand(packet.sid, packet.cid);
  if (cloud.events.listening) {
    reportFrame(connection, 'in', packet, command?.name, () => packet.body(command?.request ?? []));
  }
  const effect = cloud.faults.none
    ? undefined
    : strike(connection, packet, command?.name, () => loginAccid(packet, command));
  if (effect === undefined) run(connection, packet, command, 1);
  else if ('code' in effect) answer(connection, packet, command, new Refusal(effect.code));
  else {
    const times = 'twice' in effect ? 2 : 1;
    suffer(connection, effect, () => connection.guard(() => run(connection, packet, command, times)));
  }
}

function run(connection: Connection, packet: Incoming, command: Command | undefined, times: number): void {
  const outcome = outcomeOf(connection, packet, command);
  if (outcome instanceof Promise) {
    const later = (settled: Settled): void =>
      connection.guard(() => settle(connection, packet, command, times, settled));
    outcome.then(later, (error: unknown) => {
      // A mistake of whoever answers behind the link: the client gets the vendor's "server error", the person the reason.
      console.error(error);
      later(new Refusal(codes.serverError));
    });
  } else settle(connection, packet, command, times, outcome);
}

function outcomeOf(connection: Connection, packet: Incoming, command: Command | undefined): Settled | Promise<Settled> {
  if (command === undefined) return new Refusal(codes.notFound);
  if (!command.open && connection.line === undefined) return new Refusal(codes.forbidden);
  return command.run(connection, packet);
}

function settle(
  connection: Connection,
  packet: Incoming,
  command: Command | undefined,
  times: number,
  outcome: Settled,
): void {
  for (let left = times; left > 0; left -= 1) answer(connection, packet, command, outcome);
}

function answer(
  connection: Connection,
  { sid, cid, ser }: Incoming,
  command: Command | undefined,
  outcome: Settled,
): void {
  if (outcome === undefined) return;
  if (outcome instanceof Refusal) {
    connection.send({ sid, cid, ser, code: wireCode(sid, outcome.code) }, [], [], command?.name);
  } else {
    connection.send({ sid, cid, ser, code: 200 }, command?.response ?? [], outcome, command?.name);
  }
}

/** The fault that strikes this command or push, if any. */
export function strike(
  { cloud, line }: Connection,
  { sid, cid }: { readonly sid: number; readonly cid: number },
  name: string | undefined,
  accid: () => string | undefined = () => undefined,
): FaultEffect | undefined {
  if (cloud.faults.none) return undefined;
  const id = `${sid}_${cid}`;
  const effect = cloud.faults.strike('link', name === undefined ? [id] : [id, name], line?.account.accid ?? accid());
  if (effect !== undefined) cloud.events.emit({ type: 'fault', service: 'link', command: name ?? id, effect });
  return effect;
}

/** Does it late, never, or cuts the line instead; a fault that says nothing about when lets it happen now. */
export function suffer(connection: Connection, effect: FaultEffect, deed: () => void): void {
  if ('delayMs' in effect) connection.cloud.clock.setTimeout(deed, effect.delayMs);
  else if ('close' in effect) connection.cut('fault');
  else if (!('never' in effect)) deed();
}

/** Whose login it is: before the login only the request itself knows. */
function loginAccid(packet: Incoming, command: Command | undefined): string | undefined {
  if (command?.name !== 'login') return undefined;
  const [request] = packet.body(command.request);
  return typeof request === 'object' && 'get' in request ? request.get(loginTag.accid) : undefined;
}
