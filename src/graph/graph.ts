// What a graph is: structure, layout and weights as plain immutable data. Knows no UI and nothing of running.
import type { AnyParams } from '../nodes/node';
import type { Scheme } from '../tensor/random/schemes';
import type { TrainingPart } from './training';

export interface Position {
  readonly x: number;
  readonly y: number;
}

export interface GraphNode {
  readonly id: string;
  readonly type: string;
  readonly label?: string;
  readonly position: Position;
  /** Only what differs from the defaults needs to be here. */
  readonly params?: AnyParams;
  /** Id of the container it lies in; position is then relative to it. */
  readonly parent?: string;
  readonly size?: { readonly width: number; readonly height: number };
  readonly collapsed?: boolean;
  /** `bypass`: the first input goes straight to the first output that fits it. `mute`: does not run, nor what needs it. */
  readonly mode?: 'bypass' | 'mute';
}

export interface Edge {
  readonly id: string;
  readonly source: string;
  readonly sourcePort: string;
  readonly target: string;
  readonly targetPort: string;
}

/** How a weight is drawn, or its cells in our [d_in, d_out] layout. */
export type WeightEntry =
  | { readonly scheme: Scheme; readonly seed: number; readonly skip?: number }
  | { readonly shape: readonly number[]; readonly data: readonly number[] };

export interface Preset {
  readonly group: string;
  readonly order: number;
  readonly year?: number;
}

export interface LessonStep {
  readonly text: string;
  readonly nodes?: readonly string[];
}

/** One graph file, version 1; the optional parts are kept as they are even where nothing reads them yet. */
export interface Graph {
  readonly title?: string;
  readonly description?: string;
  readonly preset?: Preset;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly Edge[];
  /** By `<nodeId>.<weight>`. */
  readonly weights?: Readonly<Record<string, WeightEntry>>;
  readonly vocabularies?: Readonly<Record<string, readonly string[]>>;
  readonly training?: TrainingPart;
  readonly lesson?: readonly LessonStep[];
  readonly weightsFile?: string;
}

export const emptyGraph: Graph = { nodes: [], edges: [] };
