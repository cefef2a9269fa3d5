import type { Invariant } from './view.ts';

export const total: Invariant = {
  name: '14 nothing that happens breaks the machine',
  check: ({ actor }) => (actor === 'error' ? 'the actor is in error' : null),
};
