import { type Invariant, same } from './view.ts';

export const reusedIsBound: Invariant = {
  name: '2 a reused meeting rides on the IM account it is bound to',
  check({ snapshot, im, boundAccid, appKey }) {
    if (snapshot.state !== 'meetingLoggedIn' || snapshot.mode !== 'reused') return null;
    if (snapshot.meeting.kind !== 'member') return 'a guest cannot ride on an IM login';
    const bound = boundAccid(snapshot.meeting.userUuid);
    if (!same(snapshot.im.accid, bound)) return `the session says ${snapshot.im.accid}, bound is ${bound}`;
    if (im.phase !== 'loggedIn') return 'the IM is logged out';
    if (!same(im.accid, bound)) return `the IM is logged in as ${im.accid}, bound is ${bound}`;
    return im.appKey === appKey ? null : `the IM runs app ${im.appKey}`;
  },
};
