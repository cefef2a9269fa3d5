import type { Invariant } from './view.ts';

export const quietAfterLogout: Invariant = {
  name: '8 after a logout settles, nobody is logged in again by himself',
  check({ quiet, snapshot }) {
    if (quiet === null) return null;
    if (snapshot.state === 'meetingLoggedIn') return `the meeting is logged in after ${quiet}`;
    if (quiet !== 'logoutMeeting' && snapshot.im?.owner === 'session') return `the IM is logged in after ${quiet}`;
    return null;
  },
};
