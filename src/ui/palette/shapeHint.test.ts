// Holds the hints of the palette to the ports that they stand for.
import { describe, expect, it } from 'vitest';
import { nodeType, nodeTypes } from '../../nodes/registry';
import { shapeHint } from './shapeHint';

describe('the shape hint', () => {
  it.each([
    ['text', 'T'],
    ['tensor', 'any'],
    ['embedding', 'T → T d'],
    ['positional-encoding', 'T d'],
    ['linear', 'n i → n o'],
    ['score', '→ T S'],
    ['mask', 'T S'],
    ['softmax', 'T S'],
    ['weighted-sum', '→ T e'],
    ['split-heads', '→ h T d'],
    ['add', 'any'],
    ['cross-entropy', '→ scalar'],
    ['note', ''],
  ])('of %s is "%s"', (id, hint) => {
    const type = nodeType(id);
    expect(type && shapeHint(type)).toBe(hint);
  });

  it('is short enough to stand beside a title, whatever the node type', () => {
    for (const type of nodeTypes) expect(shapeHint(type).length, type.id).toBeLessThanOrEqual(10);
  });
});
