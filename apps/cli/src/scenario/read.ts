import { LineCounter, parseDocument } from 'yaml';
import { usage } from '../exit.ts';
import type { Io } from '../io.ts';
import { readText } from '../read-text.ts';
import { checkAccounts } from './bindings.ts';
import type { Complaint } from './complaints.ts';
import { locate, type Path, pathText } from './locate.ts';
import type { Scenario } from './model.ts';
import { checkSteps } from './references.ts';
import { checkShape } from './schema.ts';

/** A scenario that makes sense, and where its parts are in the file. */
export interface ReadScenario {
  readonly file: string;
  readonly scenario: Scenario;
  readonly lineOf: (path: Path) => number;
}

/** More complaints than this help nobody. */
const shownAtMost = 10;

/** Reads a scenario. Throws a usage error that names file, line, column and field for everything that is wrong. */
export async function readScenario(file: string, io: Pick<Io, 'stdin'>): Promise<ReadScenario> {
  const name = file === '-' ? 'standard input' : file;
  return parseScenario(name, await readText(file, 'scenario', io));
}

/** What the parser says in words of its own. */
const said: Readonly<Record<string, string>> = {
  MULTIPLE_DOCS: 'has a second document; a scenario is one',
  RESOURCE_EXHAUSTION: 'is nested too deeply for a scenario',
};

/** As `readScenario`, from a text. */
function parseScenario(file: string, text: string): ReadScenario {
  const lines = new LineCounter();
  const doc = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [broken] = doc.errors;
  if (broken) {
    const { line, col } = lines.linePos(broken.pos[0]);
    throw usage(`${file}:${line}:${col}: ${said[broken.code] ?? `is not YAML: ${broken.message}`}`);
  }
  const data = toData(file, doc);
  if (data === null || data === undefined) throw usage(`${file}:1:1: is empty; a scenario has at least "steps"`);
  const told = (complaints: readonly Complaint[]) => {
    const all = complaints.map((complaint) => {
      const { line, column } = locate(doc, lines, complaint.path, complaint.key);
      const field = pathText(complaint.path);
      return { line, column, text: `${file}:${line}:${column}: ${field}${field && ': '}${complaint.message}` };
    });
    all.sort((a, b) => a.line - b.line || a.column - b.column);
    const rest = all.length > shownAtMost ? [`… and ${all.length - shownAtMost} more`] : [];
    return usage([...all.slice(0, shownAtMost).map(({ text: line }) => line), ...rest].join('\n'));
  };

  const shape = checkShape(data);
  if ('complaints' in shape) throw told(shape.complaints);
  const { scenario } = shape;
  const contradictions = [...checkAccounts(scenario), ...checkSteps(scenario)];
  if (contradictions.length > 0) throw told(contradictions);
  return { file, scenario, lineOf: (path) => locate(doc, lines, path).line };
}

function toData(file: string, doc: ReturnType<typeof parseDocument>): unknown {
  try {
    return doc.toJS();
  } catch (error) {
    // An alias without its anchor, or so many of them that expanding them would take the memory away.
    throw usage(`${file}: is not YAML: ${error instanceof Error ? error.message : String(error)}`);
  }
}
