import { readFileSync } from 'node:fs';

/** The text of the schema that this package ships. */
export function schemaText(): string {
  return readFileSync(new URL('../../scenario.schema.json', import.meta.url), 'utf8');
}
