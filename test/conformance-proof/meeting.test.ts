// For every sentence of the MeetingPort contract an adapter that breaks it, and the kit that finds exactly that.
import { meetingConformance, meetingSentences } from '@partyline/conformance';
import { meetingWorld } from '../adapters/memory/conformance-meeting-world.ts';
import { brokenAbort } from './meeting/abort.ts';
import { brokenClose } from './meeting/close.ts';
import { brokenEvents } from './meeting/events.ts';
import { brokenModes } from './meeting/modes.ts';
import { brokenOverlap } from './meeting/overlap.ts';
import { brokenRefused } from './meeting/refused.ts';
import { brokenRooms } from './meeting/rooms.ts';
import { brokenUp } from './meeting/up.ts';
import { prove } from './prove.ts';

prove(meetingConformance, () => meetingWorld(), meetingSentences, {
  ...brokenUp,
  ...brokenModes,
  ...brokenRefused,
  ...brokenAbort,
  ...brokenRooms,
  ...brokenEvents,
  ...brokenClose,
  ...brokenOverlap,
});
