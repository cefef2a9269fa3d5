import { type Document, isAlias, isCollection, isMap, isNode, isPair, type LineCounter, type Node } from 'yaml';

/** Where something is in a file; both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

export type Path = readonly (string | number)[];

/** How a path reads to a person: `steps[3].loginIm`. */
export function pathText(path: Path): string {
  return path.map((part, at) => (typeof part === 'number' ? `[${part}]` : at === 0 ? part : `.${part}`)).join('');
}

function resolved(node: unknown, doc: Document): Node | undefined {
  if (isAlias(node)) return node.resolve(doc) ?? node;
  return isNode(node) ? node : undefined;
}

/** The place of a value, or of the nearest thing around it that is in the file. `key`: the place of its key instead. */
export function locate(doc: Document, lines: LineCounter, path: Path, key = false): Place {
  let node = resolved(doc.contents, doc);
  let offset = node?.range?.[0] ?? 0;
  path.forEach((part, depth) => {
    if (!isCollection(node)) {
      node = undefined;
      return;
    }
    if (key && depth === path.length - 1 && isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && String(item.key) === part);
      if (isNode(pair?.key) && pair.key.range) offset = pair.key.range[0];
      return;
    }
    const found: unknown = node.get(part, true);
    if (isNode(found) && found.range) offset = found.range[0];
    node = resolved(found, doc);
  });
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}
