import { part } from '../shared/read.ts';

const known = new WeakMap<object, string>();

/** The definition of an actor's machine as JSON: names and descriptions, no functions. Nothing for any other actor. */
export function definitionOf(actorRef: unknown): string | undefined {
  const logic = part(actorRef, 'logic');
  const config = part(logic, 'config');
  if (typeof logic !== 'object' || logic === null || typeof config !== 'object' || config === null) return undefined;
  const definition = known.get(logic) ?? JSON.stringify(config);
  known.set(logic, definition);
  return definition;
}
