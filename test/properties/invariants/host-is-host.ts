import { type CallView, type Invariant, same } from './view.ts';

export const hostIsHost: Invariant<CallView> = {
  name: '10 a host-owned IM login is never touched',
  check({ call: { port, method, about, host, im }, earlier }) {
    if (host === null || im.phase !== 'loggedIn') return null;
    // A login of ours for the very same account was out when the host logged in: nobody can tell the two apart.
    const shared = earlier.some((one) => one.port === 'im' && one.method === 'login' && same(one.about.accid, host));
    if (shared) return null;
    if (port === 'im' && (method === 'logout' || method === 'login')) return `im.${method} over ${host}'s login`;
    if (method === 'joinAnonymously' || about.mode === 'owned') return `the kit is to log the IM in over ${host}`;
    return null;
  },
};
