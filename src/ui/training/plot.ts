// A line chart as uPlot draws it: tokens for colours, names at the ends of lines, a log axis where asked for. Knows no React.
import uPlot from 'uplot';
import { type EndLabel, placeLabels } from './chartLabels';
import { type Ink, inkOf } from './chartTheme';

export interface Line {
  readonly label: string;
  readonly ink: Ink;
  /** px on, px off. */
  readonly dash?: readonly number[];
  readonly width?: number;
  /** A name at its end. */
  readonly named?: boolean;
}

export interface PlotOptions {
  readonly lines: readonly Line[];
  readonly log?: boolean;
  /** Fixed ends of the vertical axis. */
  readonly range?: readonly [number, number];
  /** px kept free at the right for names. */
  readonly margin: number;
  readonly xFormat?: (value: number) => string;
}

const FONT = '11px "Inter Variable", system-ui, sans-serif';
const GAP = 14;
/** px between the end of a line and its name. */
const INDENT = 6;

/** What is between two ticks of an axis that counts steps. */
const WHOLE = [1, 10, 100, 1e3, 1e4, 1e5].flatMap((power) => [power, 2 * power, 5 * power]);

const POWERS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
/** `10⁻⁴`; 1 as it is. */
export function powerText(value: number): string {
  const power = Math.round(Math.log10(value));
  if (power === 0) return '1';
  const digits = [...String(Math.abs(power))].map((digit) => POWERS[Number(digit)]).join('');
  return `10${power < 0 ? '⁻' : ''}${digits}`;
}

/** Every fourth power of ten or so, as many as fit. */
function powerSplits(min: number, max: number, room: number): number[] {
  const [low, high] = [Math.ceil(Math.log10(min)), Math.floor(Math.log10(max))];
  const every = Math.max(1, Math.ceil((high - low) / Math.max(1, room)));
  return Array.from({ length: Math.floor((high - low) / every) + 1 }, (_, i) => 10 ** (high - i * every)).reverse();
}

export function createPlot(place: HTMLElement, options: PlotOptions, data: uPlot.AlignedData): uPlot {
  const ink = (name: Ink) => () => inkOf(place, name);
  const axis = { stroke: ink('quiet'), font: FONT, ticks: { show: false }, gap: 4 };
  const { log = false, range, lines } = options;
  return new uPlot(
    {
      width: Math.max(80, place.clientWidth),
      height: Math.max(60, place.clientHeight),
      padding: [8, options.margin, 0, 0],
      legend: { show: false },
      cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
      scales: {
        x: { time: false },
        y: {
          distr: log ? 3 : 1,
          log: 10,
          ...(range ? { range: [range[0], range[1]] } : log ? {} : { range: fromZero }),
        },
      },
      axes: [
        {
          ...axis,
          size: 24,
          incrs: WHOLE,
          space: (_plot, _axis, _min, max) => 20 + 6 * Math.ceil(max).toString().length,
          grid: { show: false },
          values: (_, splits) => splits.map(options.xFormat ?? String),
        },
        {
          ...axis,
          size: 44,
          space: 26,
          grid: { stroke: ink('line'), width: 1 },
          ...(log
            ? {
                splits: (plot: uPlot, _i: number, min: number, max: number) =>
                  powerSplits(min, max, plot.bbox.height / devicePixelRatio / 30),
                values: (_: uPlot, splits: number[]) => splits.map(powerText),
                filter: (_: uPlot, splits: number[]) => splits,
              }
            : {}),
        },
      ],
      series: [
        {},
        ...lines.map(({ label, ink: name, dash, width = 1.5 }) => ({
          label,
          stroke: ink(name),
          width,
          ...(dash ? { dash: [...dash] } : {}),
          // A line needs two.
          points: { show: (plot: uPlot) => plot.data[0].length < 2 },
          spanGaps: true,
        })),
      ],
      hooks: { draw: [(plot) => drawNames(plot, lines, place)] },
    },
    data,
    place,
  );
}

const fromZero = (_: uPlot, _min: number, max: number): uPlot.Range.MinMax => [0, max > 0 ? max * 1.05 : 1];

/** Names push apart those beside them alone: lines may end at different steps. */
function heightsOf(
  ends: readonly (EndLabel & { readonly x: number })[],
  gap: number,
  top: number,
  bottom: number,
): number[] {
  const heights = ends.map(({ y }) => y);
  for (const x of new Set(ends.map((end) => end.x))) {
    const beside = ends.map((_, i) => i).filter((i) => ends[i]?.x === x);
    const placed = placeLabels(
      beside.map((i) => ends[i] as EndLabel),
      gap,
      top,
      bottom,
    );
    beside.forEach((i, k) => {
      heights[i] = placed[k] as number;
    });
  }
  return heights;
}

/** A line that ends before the others has its name among them, and none where it would lie on their names. */
function endsOf(plot: uPlot, lines: readonly Line[]) {
  const last = plot.data[0].length - 1;
  const { left, width } = plot.bbox;
  const ends = lines.flatMap((line, i) => {
    const cells = plot.data[i + 1] as readonly (number | null)[];
    const at = cells.findLastIndex((cell) => cell !== null && cell !== undefined);
    if (!line.named || at < 0) return [];
    const x = plot.valToPos(plot.data[0][at] as number, 'x', true);
    return [{ line, at, text: line.label, x, y: plot.valToPos(cells[at] as number, 'y', true) }];
  });
  const hasRoom = (x: number, text: string): boolean =>
    x + INDENT * devicePixelRatio + plot.ctx.measureText(text).width <= left + width;
  const some = ends.some(({ at }) => at === last);
  return ends.filter(({ at, x, text }) => at === last || !some || hasRoom(x, text));
}

function drawNames(plot: uPlot, lines: readonly Line[], place: HTMLElement): void {
  const ratio = devicePixelRatio;
  const { ctx } = plot;
  ctx.save();
  ctx.font = FONT.replace('11px', `${11 * ratio}px`);
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  const ends = endsOf(plot, lines);
  const { top, height } = plot.bbox;
  const heights = heightsOf(ends, GAP * ratio, top + 6 * ratio, top + height - 6 * ratio);
  ends.forEach(({ line, text, x }, i) => {
    ctx.fillStyle = inkOf(place, line.ink === 'faint' ? 'quiet' : line.ink);
    ctx.fillText(text, x + INDENT * ratio, heights[i] as number);
  });
  ctx.restore();
}
