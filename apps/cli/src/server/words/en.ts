import type { TroubleWords } from './words.ts';

export const en: TroubleWords = {
  noAccount: ({ id, again }) => ({
    title: 'No such account',
    what: 'The app has neither an IM account nor a meeting account of this id.',
    why: 'The id is misspelt, nobody has created it yet, or it belongs to another app.',
    fix: `Check the id, --app-key and --server, or create it:\npartyline accounts create ${id}${again}`,
  }),
  noImAccount: ({ id, again }) => ({
    title: 'No such IM account',
    what: 'The app has no IM account of this id.',
    why: 'The id is misspelt, nobody has created it yet, or it belongs to another app.',
    fix: `Check the id, --app-key and --server, or create it:\npartyline accounts create ${id}${again}`,
  }),
  noMeetingAccount: ({ id, again }) => ({
    title: 'No such meeting account',
    what: 'The app has no meeting account of this id.',
    why: 'The id is misspelt, nobody has created it yet, or it belongs to another app.',
    fix: `Check the id, --app-key and --server, or create it from its IM account:\npartyline accounts bind ${id}${again}`,
  }),
  exists: ({ id, meeting, again }) => ({
    title: 'The account is there already',
    what: 'The account exists, and not as it was to be created. Nothing was changed.',
    why: 'Somebody created it before, with another token or bound to another account.',
    fix: `See what is there, and make a new token if the old one is lost:\npartyline accounts show ${id}${again}\npartyline accounts token ${id}${meeting ? ' --meeting' : ''}${again}`,
  }),
  imToken: ({ id, again }) => ({
    title: 'The IM token is wrong',
    what: 'The meeting account was not created: the token given is not the one that the IM account has.',
    why: 'The token was replaced on the server, or it is of another account or another app.',
    fix: `Give the token that the account has now (PARTYLINE_IM_TOKEN or --token-file), or make a new one, which replaces it:\npartyline accounts token ${id}${again}`,
  }),
  imRefused: ({ id, again }) => ({
    title: 'The IM account cannot be used',
    what: 'The IM service refuses this account.',
    why: 'It is disabled or deleted, or its id is none that the IM service allows.',
    fix: `Enable it, or create it if it is not there at all:\npartyline accounts enable ${id}${again}\npartyline accounts create ${id}${again}`,
  }),
  app: ({ id, again }) => ({
    title: 'The app is not known, or its secret is wrong',
    what: 'The server refuses to be asked by this app. No account was looked at.',
    why: 'App key and secret are not of the same app, the app is another server’s, or this machine’s clock is wrong.',
    fix: `Copy both from the same app in the vendor’s console, and check --server. What exactly is wrong the doctor finds out:\npartyline doctor --im ${id}${again}`,
  }),
  appOrImToken: ({ id, again }) => ({
    title: 'App or IM token refused',
    what: 'The server refuses the signature or the IM token; it has one number for both.',
    why: 'App key and secret are not of the same app, or the IM account has another token.',
    fix: `If the doctor finds nothing wrong with the app, it is the token: make a new one.\npartyline doctor --im ${id}${again}\npartyline accounts token ${id}${again}`,
  }),
  service: () => ({
    title: 'The service is not enabled for this app',
    what: 'The server knows the app, but does not offer it this service.',
    why: 'IM, NERoom and the meeting component are each enabled for an app by themselves.',
    fix: 'Enable the service for the app in the vendor’s console.',
  }),
  tooMany: () => ({
    title: 'Too many calls',
    what: 'The server refuses every call for a while.',
    why: 'All that use the app together made more than 100 calls in a second, or the server is overloaded.',
    fix: 'Wait ten seconds and try again. In a script, make one call after the other.',
  }),
  unreachable: () => ({
    title: 'The server cannot be reached',
    what: 'No connection came about, or no answer came in time.',
    why: 'The URL is wrong, nothing listens there, or a proxy or firewall is in between.',
    fix: 'Check the URL (--server or PARTYLINE_SERVER) and the network. If it is the emulator, start it:\npartyline emulator',
  }),
};
