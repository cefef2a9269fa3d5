import pc from 'picocolors';
import type { EmulatorEvent } from '../cloud/index.ts';

/** One line of the log for a person. It shows what happened and to whom, never what was in it. */
export function prettyLine(event: EmulatorEvent): string {
  return `${pc.dim(clockTime(event.at))}  ${text(event)}`;
}

function text(event: EmulatorEvent): string {
  switch (event.type) {
    case 'frame': {
      const arrow = event.direction === 'in' ? pc.cyan('→') : pc.green('←');
      const what = `${arrow} ${event.name} ${pc.dim(`${event.command} #${event.line} ${event.mode}`)}`;
      const line = `${service('link')} ${what}${who(event.accid)}${code(event.code)}`;
      return event.name === 'heartbeat' ? pc.dim(line) : line;
    }
    case 'line':
      return `${service('link')} ${pc.bold(event.change)} ${pc.dim(`#${event.line}`)}${who(event.accid)}${pc.yellow(
        event.reason === undefined ? '' : `  ${event.reason}`,
      )}`;
    case 'http':
      return `${service(event.service)} ${event.method} ${event.path}${who(event.account)}${code(event.code ?? event.status)}`;
    case 'fault':
      return `${service(event.service)} ${pc.magenta(`fault ${JSON.stringify(event.effect)}`)} on ${event.command}`;
    case 'control':
      return `${service('ctl')} ${event.control}`;
  }
}

const service = (name: string): string => pc.blue(name.padEnd(6));
const who = (account: string | undefined): string => (account === undefined ? '' : `  ${pc.bold(account)}`);

function code(value: number | undefined): string {
  if (value === undefined) return '';
  return value === 200 || value === 0 ? `  ${pc.green(String(value))}` : `  ${pc.red(String(value))}`;
}

function clockTime(at: number): string {
  const time = new Date(at);
  const two = (part: number): string => String(part).padStart(2, '0');
  const seconds = `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
  return `${seconds}.${String(time.getMilliseconds()).padStart(3, '0')}`;
}
