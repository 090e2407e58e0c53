// Reads weight entries: drawn from a seed, or explicit cells that fill their shape.
import { count } from '../tensor/tensor';
import type { WeightEntry } from './graph';
import { limits } from './limits';
import { shortestNumbers } from './numbers';
import { GraphError, type PathPart } from './problem';
import { drawnWeight, explicitWeight } from './schema';

/** The node that a weight `<nodeId>.<name>` or `<nodeId>[k].<name>` belongs to. */
export const ownerOf = (name: string): string => /^[^.[]*/.exec(name)?.[0] ?? '';

/** One entry as it is kept in a graph. Throws GraphError about what is wrong with it. */
export function readWeight(value: unknown, path: readonly PathPart[]): WeightEntry {
  const explicit = typeof value === 'object' && value !== null && ('shape' in value || 'data' in value);
  if (!explicit) return drawnWeight.read(value, path);
  const { shape, data } = explicitWeight.read(value, path);
  const cells = count(shape);
  if (cells > limits.elements) {
    throw new GraphError('over-limit', [...path, 'shape'], `has ${cells} cells, and ${limits.elements} are the most`);
  }
  if (data.length !== cells) {
    const shown = shape.length === 0 ? 'a scalar' : shape.join(' × ');
    throw new GraphError('wrong-value', [...path, 'data'], `has ${data.length} numbers, but ${shown} takes ${cells}`);
  }
  return { shape, data: shortestNumbers(data) };
}
