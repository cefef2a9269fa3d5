/** An IM account as the server knows it. */
export interface ImAccountRecord {
  readonly accid: string;
  readonly token: string;
}

/** A meeting account and the IM account it belongs to. */
export interface MeetingAccountRecord {
  readonly userUuid: string;
  readonly userToken: string;
  readonly accid: string;
}

/**
 * The vendor's server API: creates and manages accounts. For servers and tools, never for a client. Rejects with
 * `SessionError`s that keep the vendor's code in `vendor.code`. The same request twice answers the same account.
 */
export interface AccountsPort {
  /** Creates an IM account, or answers the existing one when it was created with the same token. */
  createImAccount(request: { readonly accid: string; readonly token?: string | undefined }): Promise<ImAccountRecord>;
  /** Creates a meeting account bound to an existing IM account; `imToken` proves that the caller owns it. */
  createMeetingAccount(request: {
    readonly userUuid: string;
    readonly accid: string;
    readonly imToken: string;
  }): Promise<MeetingAccountRecord>;
  /** A new IM token: live lines stay, the next login needs the new one. */
  refreshImToken(accid: string): Promise<ImAccountRecord>;
  /** A new meeting token: the next meeting login needs it. */
  refreshMeetingToken(userUuid: string): Promise<MeetingAccountRecord>;
  /** Disables an IM account, or enables it again. */
  setImAccountEnabled(accid: string, enabled: boolean): Promise<void>;
  /** Ends every login of an IM account. */
  kick(accid: string): Promise<void>;
  /** The IM account that a meeting account is bound to, or `undefined`. */
  boundAccid(userUuid: string): Promise<string | undefined>;
}
