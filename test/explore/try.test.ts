import { test } from 'vitest';
import { explore } from './explorer.ts';

const depth = Number(process.env.DEPTH ?? 3);
for (const policy of (process.env.POLICY ?? 'required').split(',') as any[])
  for (const honoursAbort of [true, false])
    test(`${policy} ${honoursAbort}`, () => {
      const t = Date.now();
      const f = explore({ policy, honoursAbort, depth });
      console.log(
        policy,
        honoursAbort,
        'states',
        f.states,
        'transitions',
        f.transitions,
        'ms',
        Date.now() - t,
        'values',
        f.values.size,
      );
      for (const v of f.violations.slice(0, 4)) console.log(v);
    });
