/** A meeting account as a generation shows it. */
export interface MeetingAccountState {
  readonly userUuid: string;
  /** Absent where the generation does not say. */
  readonly enabled?: boolean;
  readonly name?: string;
}

/** One generation of the vendor's calls for meeting accounts. Each rejects with `SessionError`s that keep its own codes. */
export interface MeetingGeneration {
  /** The codes by which `create` says that the account is there already. */
  readonly exists: readonly number[];
  /** Creates the meeting account bound to the IM account `accid`, whose token proves that the caller owns it. */
  create(accid: string, imToken: string, signal?: AbortSignal): Promise<{ userUuid: string; userToken: string }>;
  /** Makes a new token. */
  refresh(userUuid: string, signal?: AbortSignal): Promise<string>;
  find(userUuid: string, signal?: AbortSignal): Promise<MeetingAccountState | undefined>;
  /** The meeting account of an IM account, by this generation's rule or its own call. */
  ofImAccount(accid: string, signal?: AbortSignal): Promise<string | undefined>;
}

/** How an id may be spelt on the server: as it was given, or in lower case. */
export const spellings = (id: string): readonly string[] => [...new Set([id, id.toLowerCase()])];

/** The account that is spelt exactly as asked, else the one that differs in case only. */
export function spelt<T extends { readonly userUuid: string }>(accounts: readonly T[], asked: string): T | undefined {
  return (
    accounts.find(({ userUuid }) => userUuid === asked) ??
    accounts.find(({ userUuid }) => userUuid.toLowerCase() === asked.toLowerCase())
  );
}
