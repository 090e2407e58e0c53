// A line chart on the page: as large as its place, in the colours of the theme, with its lines in words for those who cannot see it.
import { useEffect, useRef } from 'react';
import type uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { watchTheme } from '../theme/theme';
import styles from './Chart.module.css';
import { createPlot, type Line } from './plot';

export type { Line };

export interface ChartProps {
  readonly label: string;
  readonly x: readonly number[];
  /** One list a line, as long as `x`; null where there is nothing. */
  readonly ys: readonly (readonly (number | null)[])[];
  readonly lines: readonly Line[];
  readonly log?: boolean;
  readonly range?: readonly [number, number];
  readonly margin?: number;
}

export function Chart({ label, x, ys, lines, log = false, range, margin = 12 }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  const data = [x, ...ys] as unknown as uPlot.AlignedData;
  const latest = useRef(data);
  latest.current = data;
  const look = JSON.stringify([lines, log, range, margin]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `look` says when any of what is drawn differs
  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    const made = createPlot(element, { lines, log, margin, ...(range ? { range } : {}) }, latest.current);
    plot.current = made;
    const sized = new ResizeObserver(() => {
      made.setSize({ width: Math.max(80, element.clientWidth), height: Math.max(60, element.clientHeight) });
    });
    sized.observe(element);
    const stop = watchTheme(() => made.redraw());
    return () => {
      stop();
      sized.disconnect();
      made.destroy();
      plot.current = undefined;
    };
  }, [look]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the lists are what changes
  useEffect(() => plot.current?.setData(latest.current), [x, ys]);
  return <div ref={place} className={styles.chart} role="img" aria-label={label} />;
}
