import type { Words } from './words.ts';

/** The stories in English: what is said at each step. */
export const stories: Words['stories']['all'] = {
  conflict: {
    title: 'The conflict',
    blurb: 'Two SDKs, one account',
    says: [
      'An app has a chat. Its IM SDK is logged in as alice, and all is well.',
      'The app also embeds a meeting kit. Its account ann belongs to the same IM account, so the kit logs alice in a second time: the server throws the chat out.',
      'The chat logs in again, as chats do, and now the meeting is thrown out. They could go on like this for ever.',
      'No session took part in this. The other stories show what it changes.',
    ],
  },
  reuse: {
    title: 'Reuse done right',
    blurb: 'One login, shared',
    says: [
      'The session sets both SDKs up, the IM first.',
      'It logs the IM in, once.',
      'It checks that ann belongs to alice, and lets the meeting ride on her login. The kit never logs an IM in.',
      'ann enters the room.',
      'The meeting ends, and the chat goes on: alice was never logged out.',
    ],
  },
  notLoggedIn: {
    title: '100004',
    blurb: 'Nothing to ride on',
    says: [
      'Both SDKs are set up, and nobody is logged in.',
      'The meeting is asked to log in. There is no IM login to ride on: refused, with the vendor’s code, before the kit was asked.',
      'signIn() takes both accounts and keeps the order by itself.',
    ],
  },
  mismatch: {
    title: '100005',
    blurb: 'The wrong pair',
    says: [
      'alice is logged in at the IM.',
      'ben is a meeting account too, but bound to bob. The directory knows it, so the kit is never asked, and the chat does not even blink.',
      'ann is the one who belongs to alice.',
    ],
  },
  guest: {
    title: '112001',
    blurb: 'No guests under reuse',
    says: [
      'alice is logged in at the IM.',
      'A guest needs an IM login of the kit’s own, and under reuse the kit may not make one. Refused before the kit was asked.',
      'As a member, on alice’s login, the same room is open.',
    ],
  },
  kicked: {
    title: 'Kicked in a meeting',
    blurb: 'And back again',
    says: [
      'One call: set up, IM login, meeting login.',
      'ann is in the room.',
      'The server ends alice’s login. The chat is gone, so the meeting on it is gone: failed at once, and the session says why.',
      'recover() cleans up what was lost and reads off the SDKs what is still true.',
      'When the person says so, signIn() again and back into the room.',
    ],
  },
  expired: {
    title: 'An expired token',
    blurb: 'The meeting goes, the chat stays',
    says: [
      'ann is in the room, on alice’s login.',
      'Her meeting token expires. The meeting is lost, the chat is not: recover() will lead to imLoggedIn.',
      'recover() sets the kit up anew. alice never noticed.',
      'The same token again: refused.',
      'With a fresh token from the server it works.',
    ],
  },
  twoTabs: {
    title: 'Two tabs',
    blurb: 'No ping-pong',
    says: [
      'alice is signed in here.',
      'She signs in in another tab. An IM account has one login: here it is over.',
      'And nothing else happens. The session does not fight back by itself, or the two tabs would throw each other out for ever.',
      'The person comes back to this tab and asks for it: now it is the other one’s turn to go.',
    ],
  },
  hostLeaves: {
    title: 'The host logs out',
    blurb: 'It is the app’s login',
    says: [
      'This app logs its IM in by itself, as it did before it had a session.',
      'The session finds that login and adopts it. Its owner is the host.',
      'The meeting rides on it.',
      'signOut() ends the meeting. The login is the host’s, so it stays.',
      'Back in the room.',
      'The host logs its IM out. That is its right and no failure: the meeting on it is closed, and the session is in imReady.',
    ],
  },
};
