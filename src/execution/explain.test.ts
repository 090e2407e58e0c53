// Holds explanations to the numbers they explain, for every node type, and to the arithmetic people know.
import { describe, expect, it } from 'vitest';
import type { NodeType } from '../nodes/node';
import { nodeType, nodeTypes } from '../nodes/registry';
import { casesOf, linkNode, runProgram, type Setting } from '../testing/nodeRun';
import { explainCell, type Reading } from './explain';

function explained(type: NodeType, setting: Setting, output: string, cell: number): Reading {
  const { traced, sizes, feeds } = linkNode(type, setting);
  const read = (input: string, index: number) => feeds[input]?.data[index] ?? Number.NaN;
  return explainCell({ program: traced.program, sizes, output, cell, read });
}

/** The reading as a person would write it, with the names of inputs. */
function written(reading: Reading): string {
  if (reading.kind === 'number') return String(reading.value);
  if (reading.kind === 'cell') return `${reading.input}[${reading.index}]`;
  const groups = reading.groups.map((group) => group.map(written).join('*'));
  return reading.kind === 'sum' ? groups.join('+') : `${reading.op}(${groups.join('; ')})`;
}

const typeOf = (id: string): NodeType => nodeType(id) as NodeType;

describe.each(nodeTypes.map((type) => [type.id, type] as const))('an explanation of %s', (_id, type) => {
  it.each(casesOf(type).map((setting) => [setting.label, setting] as const))(
    'gives its numbers: %s',
    async (_, setting) => {
      const { traced, sizes, feeds } = linkNode(type, setting);
      const outputs = await runProgram(traced.program, feeds, sizes);
      const read = (input: string, index: number) => feeds[input]?.data[index] ?? Number.NaN;
      for (const [output, { data }] of Object.entries(outputs)) {
        for (let cell = 0; cell < data.length; cell++) {
          const { value } = explainCell({ program: traced.program, sizes, output, cell, read });
          // A largest place has no terms: it stays a number that nothing is said about.
          if (traced.program.steps.some(({ op }) => op.id === 'argmax')) expect(value).toBeNaN();
          else expect(value).toBeCloseTo(data[cell] as number, 6);
        }
      }
    },
  );
});

describe('an explanation', () => {
  it('reads a dot product through the transposed keys', () => {
    const inputs = { query: { shape: [2, 2], data: [1, 2, 3, 4] }, key: { shape: [2, 2], data: [5, 6, 7, 8] } };
    const reading = explained(typeOf('score'), { inputs }, 'scores', 1);
    expect(written(reading)).toBe('query[0]*key[2]+query[1]*key[3]');
    expect(reading.value).toBe(1 * 7 + 2 * 8);
  });

  it('reads a scaled dot product with the width as a number', () => {
    const inputs = { query: { shape: [1, 2], data: [1, 2] }, key: { shape: [1, 2], data: [5, 6] } };
    const reading = explained(typeOf('score'), { inputs, params: { kind: 'scaled-dot' } }, 'scores', 0);
    expect(written(reading)).toBe('div(query[0]*key[0]+query[1]*key[1]*sqrt(2))');
  });

  it('reads a softmax as its cell and its row', () => {
    const inputs = { scores: { shape: [2, 2], data: [1, 2, 3, 4] } };
    const reading = explained(typeOf('softmax'), { inputs }, 'weights', 3);
    expect(written(reading)).toBe('softmax(scores[3]; scores[2]*scores[3])');
    expect(reading.value).toBeCloseTo(Math.exp(4) / (Math.exp(3) + Math.exp(4)), 12);
  });

  it('follows a mask to the score it lets through, and to minus infinity where it does not', () => {
    const inputs = { scores: { shape: [2, 2], data: [1, 2, 3, 4] } };
    expect(written(explained(typeOf('mask'), { inputs }, 'scores', 2))).toBe('scores[2]');
    expect(explained(typeOf('mask'), { inputs }, 'scores', 1)).toEqual({ kind: 'number', value: -Infinity });
  });

  it('reads an embedding as the row of its token', () => {
    const inputs = { tokens: { shape: [2], data: [2, 0], below: 3 } };
    const weights = { weight: { shape: [3, 2], data: [0, 1, 2, 3, 4, 5] } };
    expect(written(explained(typeOf('embedding'), { inputs, weights, params: { width: 2 } }, 'out', 1))).toBe(
      'weight:weight[5]',
    );
  });

  it('does not go so deep that a line could not hold it', () => {
    const wide = { shape: [1, 40], data: Array.from({ length: 40 }, (_, i) => i) };
    const reading = explained(typeOf('layer-norm'), { inputs: { x: wide } }, 'out', 3);
    expect(written(reading)).toBe('div(sub(x[3]*div(780*40))*sqrt(133.25+0.00001))*weight:scale[3]+weight:shift[3]');
  });
});
