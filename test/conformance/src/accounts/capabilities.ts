/** What a world for the accounts suite, or the vendor's API, may be unable to do. */
export type AccountsCapability =
  /** Clients can log in at the IM. */
  | 'clients'
  /** Meeting tokens can be tried. */
  | 'meetingClients'
  /** A meeting account may have another id than the IM account that it is bound to. */
  | 'otherUserUuid'
  /** The server API can be cut off. */
  | 'unreachable';

export const accountsCapabilities: readonly AccountsCapability[] = [
  'clients',
  'meetingClients',
  'otherUserUuid',
  'unreachable',
];
