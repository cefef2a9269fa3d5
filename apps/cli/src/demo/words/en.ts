import type { Words } from './words.ts';

export const en: Words = {
  tagline: 'one IM login, one meeting, no fights',
  scenes: {
    conflict: {
      title: 'Without reuse',
      text: 'An app has a chat and a meeting kit. alice is logged in to the chat. Her meeting account ann is bound to the same IM account, so the kit logs alice in a second time, on a connection of its own. An IM account has one login: whoever comes later throws the other out.',
    },
    reuse: {
      title: 'With reuse: one login, shared',
      text: 'The session brings both SDKs up, logs the IM in once, and lets the meeting ride on that login. When the meeting ends, the chat goes on.',
    },
    notLoggedIn: {
      title: '100004: nothing to ride on',
      text: 'Now nobody is logged in at the IM, and the meeting is asked to log in. There is nothing to ride on.',
    },
    mismatch: {
      title: '100005: the wrong pair',
      text: 'alice is logged in at the IM. ben is a meeting account as well, but bound to bob.',
    },
    anonymous: {
      title: '112001: no guests',
      text: 'A guest needs an IM login of the kit’s own. Under reuse the kit may not make one.',
    },
    kick: {
      title: 'Kicked in the middle of a meeting, and back',
      text: 'alice is in a room when she logs in on another phone. The server ends the login here: the chat and the meeting on it are gone at once, and the session says so. It does not fight back by itself; the app decides when to recover.',
    },
  },
  deeds: {
    chatLogsIn: (who) => `the chat logs in as ${who}`,
    kitLogsIn: (who) => `the kit logs in as ${who}`,
    chatReturns: (who) => `the chat logs in again as ${who}`,
    kicked: (who) => `${who} logs in on another phone`,
  },
  places: { app: 'app', kit: 'kit' },
  says: { chat: 'IM SDK', kit: 'meeting kit', hears: 'hears' },
  asked: 'asked of the SDKs',
  nothing: 'nothing',
  by: 'by way of',
  ended: 'Everything above was read off a running session on the fakes, and was as the story needs it.',
  broken: 'Something above was not as the story needs it.',
  next: [
    ['partyline run <file>', 'a scenario of your own'],
    ['partyline explain 100005', 'any error, in zh or en'],
    ['partyline chart', 'the statechart'],
  ],
};
