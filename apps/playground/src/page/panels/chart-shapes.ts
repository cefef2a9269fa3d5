import picture from 'virtual:partyline-chart';
import type { Line, Shape } from '../../chart/picture.ts';

/** The states of the picture by their ids. */
export const shapes = new Map(picture.shapes.map((shape) => [shape.id, shape]));

/** The state at the top that a state belongs to. */
export function topOf(shape: Shape): Shape {
  const parent = shape.parent === null ? undefined : shapes.get(shape.parent);
  return parent ? topOf(parent) : shape;
}

/** The states of the picture that a run is in. A name that this machine does not know is left out. */
export function shownStates(active: readonly string[], state: string | undefined): readonly Shape[] {
  const found = active.flatMap((id) => shapes.get(id) ?? []);
  if (found.length > 0 || state === undefined) return found;
  return picture.shapes.filter(({ name, parent }) => parent === null && name === state);
}

const roundedPath = (points: Line['points']) => {
  const [first, ...rest] = points;
  if (!first) return '';
  let path = `M${first.x} ${first.y}`;
  rest.forEach((point, index) => {
    const before = points[index] ?? point;
    const after = rest[index + 1];
    if (!after) {
      path += `L${point.x} ${point.y}`;
      return;
    }
    const near = (to: { x: number; y: number }, room: number) => ({
      x: point.x + Math.sign(to.x - point.x) * Math.min(room, Math.abs(to.x - point.x) / 2),
      y: point.y + Math.sign(to.y - point.y) * Math.min(room, Math.abs(to.y - point.y) / 2),
    });
    const [a, b] = [near(before, 5), near(after, 5)];
    path += `L${a.x} ${a.y}Q${point.x} ${point.y} ${b.x} ${b.y}`;
  });
  return path;
};

/** How each line is drawn, with rounded corners. */
export const paths = new Map(picture.lines.map((line) => [`${line.from} ${line.to}`, roundedPath(line.points)]));
