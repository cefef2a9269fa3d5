// For every sentence of the ImPort contract an adapter that breaks it, and the kit that finds exactly that.
import { imConformance, imSentences } from '@partyline/conformance';
import { imWorld } from '../adapters/memory/conformance-im-world.ts';
import { brokenAbort } from './im/abort.ts';
import { brokenClose } from './im/close.ts';
import { brokenEvents } from './im/events.ts';
import { brokenOutside } from './im/outside.ts';
import { brokenOverlap } from './im/overlap.ts';
import { brokenRefused } from './im/refused.ts';
import { brokenUp } from './im/up.ts';
import { prove } from './prove.ts';

prove(imConformance, () => imWorld(), imSentences, {
  ...brokenUp,
  ...brokenRefused,
  ...brokenAbort,
  ...brokenEvents,
  ...brokenOutside,
  ...brokenClose,
  ...brokenOverlap,
});
