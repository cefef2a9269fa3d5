import type { Effect } from '@partyline/adapters/trace';
import type { CommandName, KickReason, ReusePolicy } from '@partyline/core';
import type { StoryId } from '../story/story.ts';

type State = 'uninitialized' | 'imReady' | 'imLoggedIn' | 'meetingLoggedIn' | 'failed';

/** Everything the page says in one language. Errors are told by `@partyline/core/explain`. */
export interface Words {
  readonly tagline: string;
  readonly skip: string;
  readonly top: {
    readonly adapters: string;
    readonly fakes: string;
    readonly vendor: string;
    readonly reuse: string;
    readonly policies: { readonly [P in ReusePolicy]: string };
    readonly policyHint: { readonly [P in ReusePolicy]: string };
    readonly pace: string;
    readonly paces: { readonly instant: string; readonly brisk: string; readonly slow: string };
    readonly language: string;
    readonly theme: string;
    readonly themes: { readonly system: string; readonly light: string; readonly dark: string };
    readonly restart: string;
    readonly restartHint: string;
  };
  readonly chart: {
    readonly title: string;
    readonly follow: string;
    readonly whole: string;
    readonly label: (where: string) => string;
    readonly waysOn: string;
    readonly always: string;
    readonly states: { readonly [S in State]: string };
  };
  readonly commands: {
    readonly title: string;
    readonly groups: { readonly [G in 'setUp' | 'logIn' | 'room' | 'logOut']: string };
    readonly does: { readonly [N in CommandName]: string };
    readonly askAnyway: string;
    readonly abort: string;
  };
  readonly accounts: {
    readonly title: string;
    readonly im: string;
    readonly meeting: string;
    readonly token: string;
    readonly tokens: { readonly right: string; readonly wrong: string; readonly old: string };
    readonly room: string;
    readonly bound: (accid: string) => string;
    readonly unknown: string;
    readonly withIm: string;
  };
  readonly faults: {
    readonly title: string;
    readonly kick: string;
    readonly reasons: { readonly [R in KickReason]: string };
    readonly elsewhere: string;
    readonly line: string;
    readonly drop: string;
    readonly heal: string;
    readonly freeze: string;
    readonly thaw: string;
    readonly tokens: string;
    readonly newImToken: string;
    readonly newMeetingToken: string;
    readonly expire: string;
    readonly endLogin: string;
    readonly host: string;
    readonly hostLogin: string;
    readonly hostLogout: string;
    readonly kitAlone: string;
    readonly room: string;
    readonly endRoom: string;
    readonly openRoom: string;
    readonly lock: string;
    readonly unlock: string;
    readonly remove: string;
    readonly next: string;
    readonly call: string;
    readonly effect: string;
    readonly effects: { readonly [E in Effect]: string };
    readonly arm: string;
    readonly clear: string;
    readonly notHere: string;
  };
  readonly beliefs: {
    readonly title: string;
    readonly session: string;
    readonly im: string;
    readonly kit: string;
    readonly server: string;
    readonly agree: string;
    readonly differ: string;
    readonly working: string;
    readonly nobody: string;
    readonly online: string;
    readonly inMeeting: string;
    readonly room: string;
    readonly noneOnline: string;
    readonly kitAlone: string;
    readonly owner: { readonly session: string; readonly host: string; readonly kit: string };
    readonly lineDown: string;
    readonly otherTabs: string;
    readonly recoverTo: string;
  };
  readonly diagram: {
    readonly title: string;
    readonly lanes: { readonly [L in 'app' | 'session' | 'im' | 'kit' | 'server']: string };
    readonly empty: string;
    readonly wire: string;
    readonly calls: string;
  };
  readonly time: {
    readonly title: string;
    readonly live: string;
    readonly past: string;
    readonly back: string;
    readonly forward: string;
    readonly position: (at: number, of: number) => string;
    readonly forked: string;
    readonly exportFile: string;
    readonly importFile: string;
    readonly share: string;
    readonly skipAhead: string;
    readonly imported: (acts: number) => string;
    readonly differs: (count: number) => string;
    readonly viewOnly: string;
    readonly badFile: string;
  };
  readonly explain: {
    readonly title: string;
    readonly pick: string;
    readonly why: string;
    readonly fix: string;
  };
  readonly stories: {
    readonly title: string;
    readonly play: string;
    readonly pause: string;
    readonly next: string;
    readonly stop: string;
    readonly again: string;
    readonly code: string;
    readonly copy: string;
    readonly copied: string;
    readonly close: string;
    readonly step: (at: number, of: number) => string;
    readonly all: {
      readonly [S in StoryId]: { readonly title: string; readonly blurb: string; readonly says: readonly string[] };
    };
  };
  readonly trouble: {
    readonly emulatorGone: string;
    readonly emulatorBack: string;
    readonly sdkFailed: string;
    readonly offTitle: string;
    readonly disposed: string;
    readonly dismiss: string;
    readonly crashed: string;
    readonly reload: string;
  };
  readonly tabs: {
    readonly takenAway: string;
    readonly takeBack: string;
    readonly leaveIt: string;
  };
}
