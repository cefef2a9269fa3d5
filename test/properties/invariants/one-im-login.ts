import type { Asked } from '../world/watched.ts';
import type { CallView, Invariant } from './view.ts';

/** A call that may end with an IM account logged in. */
const logsIn = ({ port, method, about }: Asked) =>
  (port === 'im' && method === 'login') ||
  (port === 'meeting' && (method === 'joinAnonymously' || (method === 'login' && about.mode === 'owned')));

export const oneImLogin: Invariant<CallView> = {
  name: '1 at most one IM login is in flight',
  check({ call, earlier }) {
    if (!logsIn(call)) return null;
    const other = earlier.find((one) => one.open && logsIn(one));
    return other ? `${call.port}.${call.method} was called while ${other.port}.${other.method} is still out` : null;
  },
};
