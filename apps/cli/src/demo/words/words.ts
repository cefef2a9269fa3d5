/** The parts of the story. */
export type SceneName = 'conflict' | 'reuse' | 'notLoggedIn' | 'mismatch' | 'anonymous' | 'kick';

/** What somebody other than the session does in the story. */
export type Deed = 'chatLogsIn' | 'kitLogsIn' | 'chatReturns' | 'kicked';

/** Where an SDK of the story runs. */
export type Place = 'app' | 'kit';

/** Everything the story says in one language. What happens in it is not told here: that is read off the session. */
export interface Words {
  readonly tagline: string;
  readonly scenes: { readonly [S in SceneName]: { readonly title: string; readonly text: string } };
  readonly deeds: { readonly [D in Deed]: (who: string) => string };
  readonly places: { readonly [P in Place]: string };
  readonly says: { readonly chat: string; readonly kit: string; readonly hears: string };
  readonly asked: string;
  readonly nothing: string;
  readonly by: string;
  readonly ended: string;
  readonly broken: string;
  readonly next: readonly (readonly [command: string, what: string])[];
}
