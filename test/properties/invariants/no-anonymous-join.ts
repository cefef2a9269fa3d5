import type { CallView, Invariant } from './view.ts';

export const noAnonymousJoin: Invariant<CallView> = {
  name: '4 policy required: joinAnonymously never reaches the kit',
  check: ({ call, policy }) => (policy === 'required' && call.method === 'joinAnonymously' ? 'it did' : null),
};
