/** The emulator could not start, or could not write what it was asked to. The message says what to do next. */
export class StartFailure extends Error {
  override readonly name = 'StartFailure';
}
