// Which backends there are here. Knows how to make none of them.
import type { Backend } from './kernel';
import { createContext, loseContext, rendererOf } from './webglContext';

/** Where graphs run; the oracle is for tests. */
export type DeviceBackend = Exclude<Backend, 'float64'>;

export interface AvailableBackend {
  readonly backend: DeviceBackend;
  /** What WebGL2 draws with; `software` when that is the processor. */
  readonly renderer?: string;
  readonly software?: boolean;
}

/** A module whose one function makes a vector of zeros. */
const VECTOR_MODULE = Uint8Array.of(
  ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 5, 1, 0x60, 0, 1, 0x7b, 3, 2, 1, 0, 10, 22, 1, 20, 0, 0xfd, 12],
  ...new Array(16).fill(0),
  0x0b,
);

/** A security policy may forbid to compile what the engine could run, and old engines know no vectors. */
function hasWebAssembly(): boolean {
  try {
    return new WebAssembly.Module(VECTOR_MODULE) instanceof WebAssembly.Module;
  } catch {
    return false;
  }
}

const webAssembly = (): AvailableBackend[] => (hasWebAssembly() ? [{ backend: 'wasm' }, { backend: 'webasm' }] : []);

function webgl2(): AvailableBackend[] {
  const context = createContext();
  if (!context) return [];
  const { name, software } = rendererOf(context);
  loseContext(context);
  return [{ backend: 'webgl2', renderer: name, software }];
}

/** Every backend that can be made here; `cpu` always. */
export async function availableBackends(): Promise<readonly AvailableBackend[]> {
  return [...webgl2(), ...webAssembly(), { backend: 'cpu' }];
}
