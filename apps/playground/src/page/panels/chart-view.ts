import type { Shape } from '../../chart/picture.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** How far a chart is moved and how large it is drawn. */
export interface ChartView {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

const MARGIN = 28;
const LARGEST = 1.35;

const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), Math.max(low, high));

/** Shows the given shapes as large as fits, with as much of what is around them as there is room for. */
export function fitting(
  shapes: readonly Pick<Shape, 'x' | 'y' | 'width' | 'height'>[],
  whole: Size,
  box: Size,
): ChartView {
  const left = Math.min(...shapes.map(({ x }) => x)) - MARGIN;
  const top = Math.min(...shapes.map(({ y }) => y)) - MARGIN;
  const right = Math.max(...shapes.map(({ x, width }) => x + width)) + MARGIN;
  const bottom = Math.max(...shapes.map(({ y, height }) => y + height)) + MARGIN;
  const scale = Math.min(LARGEST, box.width / (right - left), box.height / (bottom - top));
  // The part of the chart that is seen stays inside the chart, where the chart is larger than what shows it.
  const seen = { width: box.width / scale, height: box.height / scale };
  const centre = (low: number, high: number, length: number, all: number) => {
    const start = (low + high) / 2 - length / 2;
    return length >= all ? (all - length) / 2 : clamp(start, -MARGIN / 2, all + MARGIN / 2 - length);
  };
  return {
    scale,
    x: -centre(left, right, seen.width, whole.width) * scale,
    y: -centre(top, bottom, seen.height, whole.height) * scale,
  };
}
