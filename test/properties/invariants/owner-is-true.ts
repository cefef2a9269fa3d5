import type { Invariant } from './view.ts';

export const ownerIsTrue: Invariant = {
  name: '10 who owns the IM login',
  check({ snapshot: { im }, policy, meeting }) {
    if (im?.owner === 'session' && policy === 'off') return 'the session never logs the IM in under policy off';
    if (im?.owner === 'kit' && meeting.phase !== 'loggedIn') return 'the kit owns an IM login without being logged in';
    return null;
  },
};
