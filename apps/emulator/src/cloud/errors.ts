/** Why the emulator's state refused a change. */
export type CloudErrorCode = 'APP_UNKNOWN' | 'ACCOUNT_UNKNOWN' | 'ACCOUNT_EXISTS' | 'INVALID';

/** A change of the emulator's state that could not be made. Nothing was changed. */
export class CloudError extends Error {
  override readonly name = 'CloudError';
  readonly code: CloudErrorCode;

  constructor(code: CloudErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
