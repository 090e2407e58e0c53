// Shows values on the canvas as they are learned, a few at a time, so that drawing them never holds the page up.
import type { ShownValue } from '../drawing/steps';
import type { PortName } from '../worker/messages';
import type { TensorMessage } from '../worker/trainingMessages';
import type { RunStore } from './runStore';

/** Values drawn at once, and milliseconds until the next ones. */
const FEW = 6;
const SOON = 16;

/** Grows downward: values of two reports are never taken for one another, nor for those of a run, which count upward. */
let reports = -2;

export class Following {
  private pending: (readonly [PortName, ShownValue])[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly run: RunStore) {}

  /** What was not drawn yet of the report before is left out. */
  show(values: Readonly<Record<PortName, TensorMessage>>): void {
    const key = reports--;
    const newest = Object.entries(values).map(([name, { shape, data }]) => [name, { shape, data, key }] as const);
    const left = this.pending.filter(([name]) => !(name in values));
    // Whoever waited longest comes first, however fast reports come.
    const waiting = new Set(this.pending.map(([name]) => name));
    this.pending = [
      ...left,
      ...newest.filter(([name]) => waiting.has(name)),
      ...newest.filter(([name]) => !waiting.has(name)),
    ];
    if (this.timer === undefined) this.draw();
  }

  /** What is not drawn yet will not be: a run draws the same or newer values. */
  drop(): void {
    this.pending = [];
  }

  private draw(): void {
    const few = this.pending.splice(0, FEW);
    this.timer = undefined;
    if (few.length === 0) return;
    this.run.setState(({ values }) => ({ values: { ...values, ...Object.fromEntries(few) } }));
    this.timer = setTimeout(() => this.draw(), SOON);
  }
}
