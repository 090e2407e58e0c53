// What page and engine worker say to each other. Types only.
import type { NodeRun } from '../execution/executor';
import type { Problem } from '../execution/problem';
import type { Backend, KernelStats } from '../kernels/kernel';
import type { GraphChange } from './change';

/** `auto`: the engine chooses. */
export type BackendChoice = 'auto' | 'webgl2' | 'wasm' | 'webasm' | 'cpu';

export interface AvailableBackend {
  readonly backend: Backend;
  readonly renderer?: string;
  readonly software?: boolean;
}

/** An output port, as `<nodeId>.<port>`. */
export type PortName = string;

export interface RunRequest {
  readonly kind: 'run';
  /** Grows; answers to an older one are dropped. */
  readonly run: number;
  readonly change: GraphChange;
  readonly backend: BackendChoice;
  /** Ports on screen, with the key of the cells that the page has already (-1: none). */
  readonly watch: Readonly<Record<PortName, number>>;
  /** The device is waited for after every node; `again`: also every value that is kept is computed again. */
  readonly measure?: 'new' | 'again' | undefined;
}

/** Test hook: loses the WebGL context at once, or at the next `times` calls of a function. */
export interface LoseRequest {
  readonly kind: 'lose-context';
  readonly at?: 'texSubImage2D' | 'drawArrays' | 'readPixels';
  readonly times?: number;
}

export type Request =
  | RunRequest
  | { readonly kind: 'cancel'; readonly run: number }
  /** The document was closed: free every value. */
  | { readonly kind: 'close' }
  /** Figures of the device, for tests and the panel. */
  | { readonly kind: 'stats' }
  | LoseRequest;

export type Reply =
  | {
      readonly kind: 'ready';
      readonly backends: readonly AvailableBackend[];
      readonly chosen: Backend;
      readonly reason: string;
    }
  /** What `auto` means for the graph that runs now. */
  | { readonly kind: 'choice'; readonly chosen: Backend; readonly reason: string }
  | { readonly kind: 'node'; readonly run: number; readonly node: NodeRun }
  | {
      readonly kind: 'value';
      readonly run: number;
      readonly port: PortName;
      readonly key: number;
      readonly shape: readonly number[];
      readonly data: Float32Array;
    }
  | {
      readonly kind: 'done';
      readonly run: number;
      readonly backend: Backend;
      readonly fallback?: string;
      readonly ms: number;
      readonly problems: readonly Problem[];
      readonly stats: KernelStats;
    }
  | { readonly kind: 'cancelled'; readonly run: number }
  | { readonly kind: 'failed'; readonly run: number; readonly message: string }
  | { readonly kind: 'stats'; readonly stats: KernelStats | undefined };
