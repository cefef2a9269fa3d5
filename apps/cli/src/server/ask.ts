import type { YunxinApi } from '@partyline/adapters/yunxin-api';
import { isSessionError, type SessionError } from '@partyline/core';
import { ExitError, exit, usage } from '../exit.ts';
import type { Io } from '../io.ts';
import { paragraphs } from '../print/explanation.ts';
import { paints } from '../print/paint.ts';
import { cureOf, type Subject } from './cure.ts';
import type { ServerOptions } from './options.ts';
import { type Target, targetOf } from './target.ts';

/** Does something with a server: finds out which, connects, and tells what goes wrong. Ctrl-C ends it. */
export async function ask(
  io: Io,
  options: ServerOptions,
  subject: Subject,
  work: (api: YunxinApi, signal: AbortSignal, target: Target) => Promise<void>,
): Promise<void> {
  const target = await targetOf(io, options);
  const { createApi } = await import('../container.ts');
  const api = await connected(() => createApi(target));
  await io.interruptible(async (signal) => {
    try {
      await work(api, signal, target);
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      throw isSessionError(error) ? told(io, error, options, subject) : error;
    }
  });
}

/** Options that no server can be asked with are wrong usage. */
async function connected(connect: () => Promise<YunxinApi>): Promise<YunxinApi> {
  try {
    return await connect();
  } catch (error) {
    throw isSessionError(error) && error.kind === 'invalidInput' ? usage(error.message) : error;
  }
}

/** Tells an error, and answers how the command ends. */
function told(io: Io, error: SessionError, options: ServerOptions, subject: Subject): ExitError {
  const { lang, json } = options;
  const { kind, code, vendor, retryable } = error;
  const { message, explanation } = cureOf(error, options, subject);
  const ended = new ExitError(kind === 'invalidInput' && vendor === undefined ? exit.usage : exit.failed);
  if (json) {
    io.out(
      `${JSON.stringify({ v: 1, type: 'error', error: { kind, code, vendor, retryable, message }, explanation })}\n`,
    );
    return ended;
  }
  io.err(`${paints(io).red('error:')} ${message}\n`);
  for (const line of paragraphs(explanation, lang, io, 2)) io.err(`${line}\n`);
  return ended;
}
