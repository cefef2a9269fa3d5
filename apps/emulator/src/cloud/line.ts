import type { ImAccount } from './accounts.ts';

/** Why a client was kicked, as the SDK reports it: another client's login, the server, another client's wish, silently. */
export type KickReason = 1 | 2 | 3 | 4;

/** What the client said about itself at login, and where it came from. */
export interface Client {
  /** The device id the client sent (tag 13). */
  readonly deviceId: string;
  /** The vendor's client type: 1 Android, 2 iOS, 4 PC, 16 web, 32 REST, 64 macOS, 65 HarmonyOS. */
  readonly clientType: number;
  readonly customClientType: number;
  readonly customTag: string;
  readonly os: string;
  readonly ip: string;
  readonly port: number;
  /** Milliseconds since the epoch. */
  readonly loginTime: number;
}

/** One logged-in connection of an IM client. */
export interface Line {
  /** Counts up from 1 over the life of the emulator; also the number in the event stream. */
  readonly id: number;
  /** The vendor's id of this very connection. */
  readonly consid: string;
  readonly account: ImAccount;
  readonly client: Client;
  /** Tells the client that it is kicked, takes it out of the account's lines, and closes the socket. */
  kick(reason: KickReason, description?: string, by?: Client): void;
  /** Cuts the socket without a word, as a lost network does. */
  drop(): void;
  /** Stops answering, or reads on. What arrives while frozen is handled on thaw. */
  freeze(): void;
  thaw(): void;
  /** Pushes a passthrough notification (22_2), as the meeting server does to its members. */
  notify(from: string, body: string): void;
}
