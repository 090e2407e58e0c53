// One door for weights from outside: tells safetensors from npy, and gives tensors or a problem in words.
import { type FileProblem, GraphError } from '../graph/problem';
import { isNpy, readNpy } from './npy';
import { readSafetensors, type StoredTensor } from './safetensors';

export type { StoredTensor };

/** What our own files of weights say of their matrices, since others hold them as [out, in]. */
export const LAYOUT = 'in, out';

export interface WeightFile {
  readonly tensors: readonly StoredTensor[];
  /** Matrices are [in, out]. */
  readonly isOurs: boolean;
}

/**
 * The tensors of a file; `name` is the file's, which names the one array of an .npy. Cells are decoded when asked for, and a
 * tensor's `read` may still refuse.
 */
export function readWeightFile(bytes: Uint8Array, name: string): WeightFile | { readonly problem: FileProblem } {
  try {
    if (isNpy(bytes)) return { tensors: [readNpy(bytes, name.replace(/\.npy$/i, ''))], isOurs: false };
    const { tensors, metadata } = readSafetensors(bytes);
    return { tensors, isOurs: metadata.layout === LAYOUT };
  } catch (error) {
    if (error instanceof GraphError) return { problem: error.problem };
    throw error;
  }
}
