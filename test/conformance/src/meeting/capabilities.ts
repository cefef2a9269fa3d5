/** What a world for the meeting suite may be unable to do. */
export type MeetingCapability =
  /** The kit can ride the app's IM login (reuse `required`). */
  | 'reused'
  /** The kit can log the IM in by itself (reuse `off`). */
  | 'owned'
  /** The kit can decide at login (reuse `auto`). */
  | 'auto'
  /** Members can enter rooms. */
  | 'rooms'
  /** Guests can enter rooms. */
  | 'guests'
  /** Calls can be given up: the port heeds its signal. */
  | 'abort'
  /** Logins and joins can be made to take long. */
  | 'slow'
  /** The server can end a meeting login. */
  | 'endLogin'
  /** Meeting tokens can be made to expire. */
  | 'expireLogin'
  /** Rooms can be ended. */
  | 'endRoom'
  /** Members can be removed from a room. */
  | 'removeFromRoom'
  /** Rooms can be locked. */
  | 'lockRoom'
  /** Rooms can be given a password. */
  | 'protectRoom'
  /** The IM login can be kicked. */
  | 'kickIm'
  /** The connection can be cut and mended. */
  | 'line'
  /** The server can be asked whose IM is online. */
  | 'online';

export const meetingCapabilities: readonly MeetingCapability[] = [
  'reused',
  'owned',
  'auto',
  'rooms',
  'guests',
  'abort',
  'slow',
  'endLogin',
  'expireLogin',
  'endRoom',
  'removeFromRoom',
  'lockRoom',
  'protectRoom',
  'kickIm',
  'line',
  'online',
];
