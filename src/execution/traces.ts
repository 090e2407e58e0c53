// Keeps traced nodes by everything a trace depends on, so that an edit traces only what it changed.
import { type Traced, type TraceInput, traceNode } from '../nodes/trace';
import { holds } from '../ops/tracer';
import { isUnknown, type Sizes } from '../tensor/dim';

const MOST = 4096;

/** JSON of an object, remembered by identity: params and types are immutable and shared between edits. */
const texts = new WeakMap<object, string>();
export function textOf(value: object): string {
  let text = texts.get(value);
  if (text === undefined) {
    text = JSON.stringify(value);
    texts.set(value, text);
  }
  return text;
}

/** The Program key of the design: node type, params, input types, mode, and what explicit weights settle. */
export function programKey({ node, params, inputs, source, symbols, weightShapes, mode }: TraceInput): string {
  const types = Object.entries(inputs).map(([port, list]) => [port, list.map(textOf)]);
  // The constants' cells are inputs of the Program, not part of it: only their types count.
  const constants = Object.entries(source?.constants ?? {}).map(([name, { dims, dtype, below }]) => [
    name,
    dims,
    dtype,
    below,
  ]);
  return JSON.stringify([node.id, textOf(params), types, constants, symbols, weightShapes, mode.training]);
}

/** Whether the size of a weight is not known from what is wired and set. */
const isOpen = ({ weights }: Traced): boolean => Object.values(weights).some(({ dims }) => dims.some(isUnknown));

type Outcome = { readonly traced: Traced } | { readonly error: unknown };

export interface Trace {
  readonly key: string;
  readonly outcome: Outcome;
}

/** Traces on a miss. A kept trace serves only while every size it assumed comes out the same. */
export class Traces {
  private readonly kept = new Map<string, Traced[]>();
  /** How many nodes were really traced, for tests and the profile. */
  traced = 0;

  /** Explicit weights count only where nothing else says a size: drawing them or giving other cells traces nothing. */
  trace(input: TraceInput): Trace {
    const { weightShapes, ...plain } = input;
    const trace = this.remember(programKey(plain), plain.sizes, () => traceNode(plain));
    const given = Object.keys(weightShapes ?? {}).length > 0;
    if (!given || ('traced' in trace.outcome && !isOpen(trace.outcome.traced))) return trace;
    return this.remember(programKey(input), input.sizes, () => traceNode(input));
  }

  /** What `make` gives for a key, while every size it assumed comes out the same. */
  remember(key: string, sizes: Sizes, make: () => Traced): Trace {
    const list = this.kept.get(key) ?? [];
    const known = list.find(({ assumptions }) => assumptions.every((a) => holds(a, sizes)));
    if (known) return { key, outcome: { traced: known } };
    this.traced++;
    try {
      const traced = make();
      this.kept.set(key, [...list, traced]);
      this.trim();
      return { key, outcome: { traced } };
    } catch (error) {
      return { key, outcome: { error } };
    }
  }

  private trim(): void {
    for (const key of this.kept.keys()) {
      if (this.kept.size <= MOST) return;
      this.kept.delete(key);
    }
  }
}
