// One door for weights from outside: tells safetensors from npy, and gives tensors or a problem in words.
import { type FileProblem, GraphError } from '../graph/problem';
import { isNpy, readNpy } from './npy';
import { readSafetensors, type StoredTensor } from './safetensors';

export type { StoredTensor };

/**
 * The tensors of a file; `name` is the file's, which names the one array of an .npy. Cells are decoded when asked for, and a
 * tensor's `read` may still refuse.
 */
export function readWeightFile(
  bytes: Uint8Array,
  name: string,
): { readonly tensors: readonly StoredTensor[] } | { readonly problem: FileProblem } {
  try {
    return { tensors: isNpy(bytes) ? [readNpy(bytes, name.replace(/\.npy$/i, ''))] : readSafetensors(bytes).tensors };
  } catch (error) {
    if (error instanceof GraphError) return { problem: error.problem };
    throw error;
  }
}
