import type { ErrorObject } from 'ajv';
import { choiceHint, shown, typeName } from '../print/value.ts';
import type { Path } from './locate.ts';

/** Something that is wrong with a scenario, before it is known where in the file that is. */
export interface Complaint {
  readonly path: Path;
  /** It is about the key, not about the value. */
  readonly key?: boolean;
  readonly message: string;
}

/** `/steps/3/loginIm` as a path. */
function pathOf(pointer: string): Path {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

const isStep = (path: Path) => path.length === 2 && path[0] === 'steps';

function unknownField(path: Path, field: string, known: readonly string[]): Complaint {
  const what = isStep(path) ? 'unknown command or field' : 'unknown field';
  return { path: [...path, field], key: true, message: `${what} "${field}"; ${choiceHint(field, known)}` };
}

function wrongType(path: Path, wanted: string | readonly string[], value: unknown, short: boolean): Complaint {
  const types = [short ? 'string' : [], wanted].flat();
  const number = typeof value === 'number' && types.includes('string');
  // A token is a token in a wrong place and of a wrong type, too: none appears in the output.
  if (number && path.at(-1) === 'token') return { path, message: 'must be a text, but is a number; put it in quotes' };
  const hint = number ? `; put it in quotes: "${value}"` : types.join() === 'null' ? '; leave the value away' : '';
  return { path, message: `must be ${types.map(typeName).join(' or ')}, but is ${shown(value)}${hint}` };
}

function wrongChoice(path: Path, allowed: readonly unknown[], value: unknown): Complaint {
  const choices = allowed.map((choice) => (choice === null ? 'null' : String(choice)));
  const subject = isStep(path) ? `unknown command ${shown(value)}` : `${shown(value)} is not possible here`;
  return { path, message: `${subject}; ${choiceHint(value, choices)}` };
}

/** A time that is none, or one that makes no sense where it stands. */
function wrongTime(path: Path, value: unknown, limit: boolean): Complaint {
  const what = limit ? 'no time above 0' : 'no time';
  return { path, message: `${shown(value)} is ${what}; write 1500 (milliseconds), "1.5s" or "2m"` };
}

/** A timeout, which must be above 0; any other time may be 0. */
const limited = ({ schemaPath }: ErrorObject) => schemaPath.includes('/limit/');

/** What the schema's validator found, in the words of somebody who reads YAML. */
export function complaintOf(error: ErrorObject): Complaint | undefined {
  const path = pathOf(error.instancePath);
  const { params, data, parentSchema } = error;
  switch (error.keyword) {
    // Which branch of a schema was taken is of no interest: what is wrong inside it is told by itself.
    case 'if':
      return undefined;
    case 'additionalProperties':
      return unknownField(path, String(params.additionalProperty), Object.keys(parentSchema?.properties ?? {}));
    case 'required':
      return { path, message: `"${params.missingProperty}" is missing` };
    case 'minimum':
    case 'exclusiveMinimum':
    case 'maximum':
      return { path, message: `${error.message}, but is ${shown(data)}` };
    case 'type':
      if (params.type === 'number') return wrongTime(path, data, limited(error));
      // What is no text had to be the mapping that a text is short for.
      return wrongType(path, params.type, data, error.schemaPath.endsWith('/else/type') && params.type === 'object');
    case 'enum':
      return wrongChoice(path, params.allowedValues, data);
    case 'minLength':
      return { path, message: 'must not be empty' };
    case 'minItems':
    case 'minProperties':
      return { path, message: 'must not be empty' };
    case 'pattern':
      if (params.pattern === '\\S') return { path, message: 'must not be empty' };
      return wrongTime(path, data, limited(error));
    default:
      return { path, message: error.message ?? 'is wrong' };
  }
}
