/** How wide a letter is, about, and how high every state: two lines fit in. */
const LETTER = 6.7;
const HEIGHT = 36;

/** A name on one line or two, broken at the hump that is nearest to its middle. */
export function linesOfName(name: string): readonly string[] {
  if (name.length < 9) return [name];
  const humps = [...name.matchAll(/[A-Z]/g)].map(({ index }) => index).filter((index) => index > 0);
  const middle = name.length / 2;
  const [best] = humps.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
  return best === undefined ? [name] : [name.slice(0, best), name.slice(best)];
}

/** How large a state must be to hold its name. */
export function sizeOfName(name: string): { readonly width: number; readonly height: number } {
  const lines = linesOfName(name);
  const longest = Math.max(...lines.map(({ length }) => length));
  return { width: Math.round(longest * LETTER + 20), height: HEIGHT };
}
