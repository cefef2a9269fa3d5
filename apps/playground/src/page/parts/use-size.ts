import { type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { Size } from '../panels/chart-view.ts';

/** How large the box is that the chart is drawn in, as it changes. */
export function useSize(): readonly [Size, RefObject<HTMLDivElement | null>] {
  const box = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<Size>({ width: 600, height: 500 });
  const observer = useMemo(
    () =>
      new ResizeObserver(([entry]) => {
        if (entry) setSize({ width: entry.contentRect.width, height: entry.contentRect.height });
      }),
    [],
  );
  useEffect(() => {
    if (box.current) observer.observe(box.current);
    return () => observer.disconnect();
  }, [observer]);
  return [size, box];
}
