import type { IncomingMessage } from 'node:http';
import type { Context, MiddlewareHandler } from 'hono';

const LOOPBACK_ADDRESS = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
const LOOPBACK_NAME = /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/;

/**
 * Lets only this machine use the controls, and no web page of another origin. The socket's address keeps other machines
 * out when the emulator is bound to more than 127.0.0.1: it is a loopback address, or the very one that was called. The Host
 * header keeps out a name that was rebound to it; the Origin and Sec-Fetch-Site headers keep out pages that a browser on
 * this machine happens to show.
 */
export const thisMachineOnly: MiddlewareHandler = async (context, next) => {
  const reason = whyNot(context);
  if (reason !== undefined) return context.json({ error: { code: 'FORBIDDEN', message: reason } }, 403);
  return next();
};

function whyNot(context: Context): string | undefined {
  const incoming = (context.env as { incoming?: IncomingMessage } | undefined)?.incoming;
  const { remoteAddress: from, localAddress: here } = incoming?.socket ?? {};
  if (from !== undefined && from !== here && !LOOPBACK_ADDRESS.test(from)) {
    return 'the controls answer to this machine only';
  }
  const host = context.req.header('host') ?? '';
  const name = host.replace(/:\d+$/, '');
  if (!LOOPBACK_NAME.test(name) && !isAddress(name, here)) {
    return 'the controls answer to 127.0.0.1, localhost, [::1] and the address they were called at only';
  }
  const origin = context.req.header('origin');
  if (origin !== undefined && origin !== `http://${host}`) return 'the controls do not answer pages of another origin';
  const site = context.req.header('sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    return 'the controls do not answer pages of another origin';
  }
  return undefined;
}

/** Whether a Host names the address itself, as no name that was rebound to it does. */
const isAddress = (name: string, address: string | undefined): boolean => {
  const plain = address?.replace(/^::ffff:(?=\d+\.)/, '');
  return plain !== undefined && (name === plain || name === `[${plain}]`);
};
