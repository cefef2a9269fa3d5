// The refusal table of the specification, by situation. Whatever is not named is permitted.
import type { FlightName } from './flights.ts';
import type { situations } from './situations.ts';

/** Kinds of refusal, and the commands that are refused so; a star stands for every account. */
export type Refused = Readonly<Record<string, readonly string[]>>;

/** While nothing is in flight. */
export const atRest: Readonly<Record<keyof typeof situations, Refused>> = {
  uninitialized: {
    notInitialized: ['loginIm*', 'loginMeeting*', 'joinMeeting', 'joinAnonymously', 'recover'],
    notInMeeting: ['leaveMeeting'],
  },
  imReady: {
    imNotLoggedIn: ['loginMeeting*', 'signIn ann'],
    notLoggedIn: ['joinMeeting'],
    anonymousUnderReuse: ['joinAnonymously'],
    notInMeeting: ['leaveMeeting'],
  },
  'imLoggedIn, the session’s': {
    alreadyLoggedIn: ['loginIm bob', 'signIn bob ann'],
    notLoggedIn: ['joinMeeting'],
    anonymousUnderReuse: ['joinAnonymously'],
    notInMeeting: ['leaveMeeting'],
  },
  'imLoggedIn, the host’s': {
    alreadyLoggedIn: ['loginIm bob', 'signIn bob ann'],
    notLoggedIn: ['joinMeeting'],
    anonymousUnderReuse: ['joinAnonymously'],
    notInMeeting: ['leaveMeeting'],
    imNotManaged: ['logoutIm'],
  },
  'meetingLoggedIn, reused': {
    alreadyLoggedIn: ['loginIm bob', 'loginMeeting ben', 'signIn bob ann', 'signIn alice ben'],
    anonymousUnderReuse: ['joinAnonymously'],
    notInMeeting: ['leaveMeeting'],
  },
  'meetingLoggedIn, owned': {
    imNotManaged: ['loginIm*', 'signIn alice ann', 'signIn bob ann', 'signIn alice ben'],
    alreadyLoggedIn: ['loginMeeting ben', 'joinAnonymously'],
    notInMeeting: ['leaveMeeting'],
  },
  'auto, imReady': {
    notLoggedIn: ['joinMeeting'],
    notInMeeting: ['leaveMeeting'],
  },
  'auto, imLoggedIn': {
    alreadyLoggedIn: ['loginIm bob', 'signIn bob ann'],
    notLoggedIn: ['joinMeeting'],
    anonymousUnderReuse: ['joinAnonymously'],
    notInMeeting: ['leaveMeeting'],
  },
  'auto, meetingLoggedIn, reused': {
    alreadyLoggedIn: ['loginIm bob', 'loginMeeting ben', 'signIn bob ann', 'signIn alice ben'],
    anonymousUnderReuse: ['joinAnonymously'],
    notInMeeting: ['leaveMeeting'],
  },
  'auto, meetingLoggedIn, owned': {
    imOccupied: ['loginIm*', 'signIn alice ann', 'signIn bob ann', 'signIn alice ben'],
    alreadyLoggedIn: ['loginMeeting ben', 'joinAnonymously'],
    notInMeeting: ['leaveMeeting'],
  },
  'off, imReady': {
    imNotManaged: ['loginIm*', 'signIn alice ann', 'signIn bob ann', 'signIn alice ben'],
    notLoggedIn: ['joinMeeting'],
    notInMeeting: ['leaveMeeting'],
  },
  'off, the host is in': {
    imNotManaged: ['loginIm*', 'signIn alice ann', 'signIn bob ann', 'signIn alice ben', 'logoutIm'],
    imOccupied: ['loginMeeting*', 'signIn ann', 'joinAnonymously', 'signIn, whoever'],
    notLoggedIn: ['joinMeeting'],
    notInMeeting: ['leaveMeeting'],
  },
  'imReady, the host’s IM runs another app': {
    appMismatch: [
      'initialize',
      'loginIm*',
      'signIn alice ann',
      'signIn bob ann',
      'signIn alice ben',
      'recover',
      'signIn, whoever',
    ],
    imNotLoggedIn: ['loginMeeting*', 'signIn ann'],
    notLoggedIn: ['joinMeeting'],
    anonymousUnderReuse: ['joinAnonymously'],
    notInMeeting: ['leaveMeeting'],
  },
  'off, imReady, the host’s IM runs another app': {
    imNotManaged: ['loginIm*', 'signIn alice ann', 'signIn bob ann', 'signIn alice ben'],
    notLoggedIn: ['joinMeeting'],
    notInMeeting: ['leaveMeeting'],
  },
  'in a room, reused': {
    alreadyLoggedIn: ['loginIm bob', 'loginMeeting ben', 'signIn bob ann', 'signIn alice ben'],
    alreadyInMeeting: ['joinMeeting'],
    anonymousUnderReuse: ['joinAnonymously'],
  },
  'in a room, a guest': {
    imNotManaged: ['loginIm*', 'signIn alice ann', 'signIn bob ann', 'signIn alice ben'],
    alreadyLoggedIn: ['loginMeeting ann', 'loginMeeting ANN', 'loginMeeting ben', 'signIn ann'],
    alreadyInMeeting: ['joinMeeting', 'joinAnonymously'],
  },
  'failed, kicked': {
    sessionFailed: ['initialize', 'loginIm*', 'loginMeeting*', 'joinMeeting', 'joinAnonymously'],
    notInMeeting: ['leaveMeeting'],
  },
  'failed, the meeting lost': {
    sessionFailed: ['initialize', 'loginIm*', 'loginMeeting*', 'joinMeeting', 'joinAnonymously'],
    alreadyLoggedIn: ['signIn bob ann'],
    notInMeeting: ['leaveMeeting'],
  },
  'failed, never set up': {
    sessionFailed: ['initialize', 'loginIm*', 'loginMeeting*', 'joinMeeting', 'joinAnonymously'],
    notInMeeting: ['leaveMeeting'],
  },
};

/** While a command is in flight. */
export const inFlight: Readonly<Partial<Record<FlightName, Refused>>> = {
  initializingMeeting: {
    busy: [
      'loginIm*',
      'loginMeeting*',
      'signIn*',
      'joinMeeting',
      'leaveMeeting',
      'logoutMeeting',
      'logoutIm',
      'signOut',
      'recover',
    ],
    anonymousUnderReuse: ['joinAnonymously'],
  },
  'loggingInIm, asked': {
    busy: [
      'initialize',
      'loginIm bob',
      'loginMeeting*',
      'signIn*',
      'joinMeeting',
      'leaveMeeting',
      'logoutMeeting',
      'recover',
    ],
    anonymousUnderReuse: ['joinAnonymously'],
  },
  checkingBinding: {
    busy: ['initialize', 'loginIm*', 'loginMeeting ben', 'signIn*', 'joinMeeting', 'leaveMeeting', 'recover'],
    anonymousUnderReuse: ['joinAnonymously'],
  },
  'loggingInMeeting, reused, asked': {
    busy: ['initialize', 'loginIm*', 'loginMeeting ben', 'signIn*', 'joinMeeting', 'leaveMeeting', 'recover'],
    anonymousUnderReuse: ['joinAnonymously'],
  },
  'loggingInMeeting, owned, asked': {
    busy: [
      'initialize',
      'loginIm*',
      'loginMeeting ben',
      'signIn*',
      'joinMeeting',
      'joinAnonymously',
      'leaveMeeting',
      'recover',
    ],
  },
  'joining, asked': {
    busy: ['initialize', 'loginIm*', 'loginMeeting*', 'signIn*', 'recover'],
    anonymousUnderReuse: ['joinAnonymously'],
  },
  'joiningAnonymously, asked': {
    busy: ['initialize', 'loginMeeting*', 'signIn ann', 'joinMeeting', 'recover', 'signIn, whoever'],
    imNotManaged: ['loginIm*', 'signIn alice ann', 'signIn bob ann', 'signIn alice ben'],
  },
  leaving: {
    busy: ['initialize', 'loginIm*', 'loginMeeting*', 'signIn*', 'joinMeeting', 'recover'],
    anonymousUnderReuse: ['joinAnonymously'],
  },
  'leaving, a guest': {
    busy: ['initialize', 'loginMeeting*', 'signIn ann', 'joinMeeting', 'joinAnonymously', 'recover', 'signIn, whoever'],
    imNotManaged: ['loginIm*', 'signIn alice ann', 'signIn bob ann', 'signIn alice ben'],
  },
  loggingOutMeeting: {
    busy: ['initialize', 'loginIm*', 'loginMeeting*', 'signIn*', 'joinMeeting', 'leaveMeeting', 'recover'],
    anonymousUnderReuse: ['joinAnonymously'],
  },
  'loggingOutMeeting, owned': {
    busy: [
      'initialize',
      'loginMeeting*',
      'signIn ann',
      'joinMeeting',
      'joinAnonymously',
      'leaveMeeting',
      'recover',
      'signIn, whoever',
    ],
    imNotManaged: ['loginIm*', 'signIn alice ann', 'signIn bob ann', 'signIn alice ben'],
  },
  'loggingOutMeeting, signing out': {
    busy: [
      'initialize',
      'loginIm*',
      'loginMeeting*',
      'signIn*',
      'joinMeeting',
      'leaveMeeting',
      'logoutMeeting',
      'logoutIm',
      'recover',
    ],
    anonymousUnderReuse: ['joinAnonymously'],
  },
  loggingOutIm: {
    busy: [
      'initialize',
      'loginIm*',
      'loginMeeting*',
      'signIn*',
      'joinMeeting',
      'leaveMeeting',
      'logoutMeeting',
      'recover',
    ],
    anonymousUnderReuse: ['joinAnonymously'],
  },
  'closingMeeting, recovering': {
    sessionFailed: ['initialize', 'loginIm*', 'loginMeeting*', 'joinMeeting', 'joinAnonymously'],
    busy: ['signIn*', 'leaveMeeting', 'logoutMeeting', 'logoutIm', 'signOut'],
  },
};
