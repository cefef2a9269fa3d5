/** What a shell is told: 0 it worked, 1 the thing itself failed, 2 it was asked wrongly, 130 Ctrl-C, 143 SIGTERM. */
export const exit = { ok: 0, failed: 1, usage: 2, interrupted: 130, terminated: 143 } as const;

/** A way to end that is told to the person in one message, without a stack. */
export class ExitError extends Error {
  override readonly name = 'ExitError';
  readonly code: number;

  constructor(code: number, message = '') {
    super(message);
    this.code = code;
  }
}

/** The request makes no sense: wrong arguments, a file that is not what it should be. */
export function usage(message: string): ExitError {
  return new ExitError(exit.usage, message);
}
