import { SessionError } from '@partyline/core';
import { Failure } from './failure.ts';

/** The connection was never made: whatever was asked was certainly not done. */
const unsent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

const cures: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'check the server’s URL and port; if it is the emulator, start it: partyline emulator',
  ENOTFOUND: 'check the server’s name, and this machine’s DNS',
  EAI_AGAIN: 'check this machine’s DNS and network',
};

/** What `fetch` failed with, as a network error that names what is wrong with the way to the server. */
export function unreachable(error: unknown, what: string, host: string): Failure {
  const code = codeOf(error);
  const tls = /CERT|SELF_SIGNED|TLS|SSL/.test(code);
  const cure = tls
    ? 'check the server’s certificate, and whether a proxy intercepts TLS (NODE_EXTRA_CA_CERTS names its CA)'
    : (cures[code] ?? 'check the network, and whether a proxy or a firewall stands in between');
  const why = code === '' ? 'the connection failed' : `the connection failed with ${code}`;
  const message = `${what}: ${host} could not be reached, ${why}. To fix it, ${cure}`;
  // The error of fetch itself says no more than its code, and may quote headers.
  return new Failure(new SessionError('network', { message }), {
    passing: !tls,
    perhapsDone: !tls && !unsent.has(code),
  });
}

/** The innermost code: fetch wraps what the socket said. */
function codeOf(error: unknown): string {
  for (let at = error, depth = 0; typeof at === 'object' && at !== null && depth < 5; depth += 1) {
    if ('code' in at && typeof at.code === 'string' && at.code !== '') return at.code;
    at = 'cause' in at ? at.cause : undefined;
  }
  return '';
}
