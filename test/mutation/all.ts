// Everything that is fast enough to be run once per mutant, in one file, so that nothing is loaded twice; what finds
// most in the least time comes first, for the run ends at the first test that fails. The random runs are not among it:
// they cost the most and found the least.
import './loops.ts';
import '../session/refusals.test.ts';
import '../session/at-rest.test.ts';
import '../session/teardown.test.ts';
import '../session/while-joining.test.ts';
import '../session/while-logging-in.test.ts';
import '../session/while-ending.test.ts';
import '../session/while-undoing.test.ts';
import '../session/answers.test.ts';
import '../session/given-up.test.ts';
import '../session/set-up.test.ts';
import '../session/recover.test.ts';
import '../session/losses.test.ts';
import '../session/turn.test.ts';
import '../session/line.test.ts';
import '../session/facade.test.ts';
import '../session/timers.test.ts';
import '../session/callers.test.ts';
import '../session/wrong.test.ts';
import '../session/thrown.test.ts';
import '../session/overdue.test.ts';
import '../session/own-actors.test.ts';
import '../races/five.test.ts';
import '../races/abandoned.test.ts';
import '../regressions/facts.test.ts';
import '../regressions/recover.test.ts';
import '../regressions/waiting.test.ts';
import '../properties/api/listeners.test.ts';
import '../properties/api/signals.test.ts';
import '../properties/api/input.test.ts';
import '../properties/api/errors.test.ts';
import '../properties/api/ports.test.ts';
import '../properties/api/secrets.test.ts';
import '../explore/shallow.test.ts';
