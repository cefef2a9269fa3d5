import type { CallView, Invariant } from './view.ts';

export const kitLeavesImAlone: Invariant<CallView> = {
  name: '3 under reuse the kit is never asked to touch the IM',
  check({ call: { port, method, about, im }, policy }) {
    if (port !== 'meeting') return null;
    if (method === 'initialize' && about.reuse !== policy) return `initialised with reuse ${about.reuse}`;
    if (method !== 'login') return null;
    if (policy === 'required' && about.mode !== 'reused') return 'the kit logs in on its own';
    if (policy === 'off' && about.mode !== 'owned') return 'the kit is to reuse what it may not reuse';
    if (policy === 'auto' && (about.mode === 'reused') !== (im.phase === 'loggedIn')) {
      return `mode ${about.mode} while the IM is ${im.phase}`;
    }
    return null;
  },
};
