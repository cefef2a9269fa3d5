import type { CallView, Invariant } from './view.ts';

export const loginOrder: Invariant<CallView> = {
  name: '6 initialise, then the IM, then the meeting',
  check({ call: { port, method, im, meeting }, policy }) {
    if (port === 'im' && method === 'initialize' && im.phase !== 'uninitialized')
      return `the IM is ${im.phase} already`;
    if (port === 'im' && method === 'login' && im.phase === 'uninitialized') return 'IM login before initialisation';
    if (port !== 'meeting' || !['login', 'join', 'joinAnonymously'].includes(method)) return null;
    if (meeting.phase === 'uninitialized') return `meeting ${method} before initialisation`;
    if (method === 'login' && policy === 'required' && im.phase !== 'loggedIn') return 'meeting login before IM login';
    return null;
  },
};
