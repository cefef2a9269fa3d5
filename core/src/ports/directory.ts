/** Knows which IM account a meeting account is bound to; usually the app's own server. */
export interface DirectoryPort {
  /** The accid that `userUuid` is bound to, or `undefined` when the directory does not know. */
  boundAccid(userUuid: string, signal: AbortSignal): Promise<string | undefined>;
}
