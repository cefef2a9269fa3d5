/** The emulator could not start, or could not write what it was asked to. The message says what to do next. */
export class StartFailure extends Error {
  override readonly name = 'StartFailure';
  /** 1 it failed, 2 it was asked wrongly. */
  readonly exitCode: 1 | 2;

  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}
