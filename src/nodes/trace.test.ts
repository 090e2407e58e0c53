// How inputs meet before a body sees them: leading axes, names, weights, and the sentences when they do not fit.
import { describe, expect, it } from 'vitest';
import { float, type Type } from '../tensor/tensor';
import { mask } from './attention/mask';
import { score } from './attention/score';
import { splitHeads } from './attention/split-heads';
import { weightedSum } from './attention/weighted-sum';
import { embedding } from './input/embedding';
import { linear } from './layer/linear';
import { NodeError, type NodeType } from './node';
import { type TraceInput, traceNode, withDefaults } from './trace';

const trace = (node: NodeType, inputs: Record<string, Type>, more: Partial<TraceInput> = {}) =>
  traceNode({
    node,
    inputs: Object.fromEntries(Object.entries(inputs).map(([port, type]) => [port, [type]])),
    sizes: {},
    mode: { training: false },
    ...more,
    params: withDefaults(node, more.params ?? {}),
  });

function problem(act: () => unknown): NodeError {
  try {
    act();
  } catch (error) {
    if (error instanceof NodeError) return error;
    throw error;
  }
  throw new Error('nothing is wrong');
}

describe('leading axes', () => {
  it('are one list, and what an input lacks of it is 1 on the right', () => {
    const { program } = trace(mask, { scores: float(['B', 'h', 'T', 'S']), valid: float(['B', 'S']) });
    const reshaped = program.steps.filter(({ op }) => op.id === 'reshape').map(({ attrs }) => attrs.dims);
    expect(reshaped).toContainEqual(['B', 1, 'S']);
  });

  it('never line up from the right: a batch does not pass for heads', () => {
    const error = problem(() => trace(mask, { scores: float(['B', 'h', 'T', 'S']), valid: float(['h', 'S']) }));
    expect(error.message).toBe('the leading axes of valid and scores differ');
    expect(error.about).toMatchObject({ ports: ['valid', 'scores'], clash: ['h', 'B'] });
  });

  it('of size 1 fit any', () => {
    const { outputs } = trace(score, { query: float([1, 'T', 'd']), key: float(['B', 'S', 'd']) });
    expect(outputs.scores?.dims).toEqual(['B', 'T', 'S']);
  });

  it('of a weightless input reach the output', () => {
    const { outputs } = trace(linear, { x: float(['B', 'h', 'T', 'd']) }, { params: { features: 5 } });
    expect(outputs.out?.dims).toEqual(['B', 'h', 'T', 5]);
  });
});

describe('names', () => {
  it('that two ports share are one size', () => {
    const error = problem(() => trace(weightedSum, { weights: float(['T', 'S']), value: float(['U', 'd']) }));
    expect(error.message).toBe('Weighted sum needs the same S in weights and value');
    expect(error.about.clash).toEqual(['S', 'U']);
  });

  it('may be equal by accident, which is remembered', () => {
    const inputs = { weights: float(['T', 'S']), value: float(['U', 'd']) };
    const { assumptions } = trace(weightedSum, inputs, { sizes: { S: 4, U: 4 } });
    expect(assumptions).toContainEqual({ a: 'U', b: 'S', equal: true });
  });

  it('stay symbols where only a number could be computed', () => {
    const { outputs, assumptions } = trace(splitHeads, { x: float(['T', 'd']) }, { sizes: { T: 6, d: 4 } });
    expect(outputs.out?.dims).toEqual([2, 'T', 2]);
    expect(assumptions).toContainEqual({ a: 'd', b: 4, equal: true });
  });
});

describe('weights', () => {
  it('have the dims of what is wired', () => {
    const { weights } = trace(linear, { x: float(['T', 'd']) }, { params: { features: 3 } });
    expect(weights.weight?.dims).toEqual(['d', 3]);
    expect(weights.bias?.dims).toEqual([3]);
  });

  it('that are given tell how many words there are', () => {
    const inputs = { tokens: { dims: ['T'], dtype: 'int' } as const };
    const given = { symbols: { d: 'd' }, weightShapes: { weight: [9, 3] } };
    expect(trace(embedding, inputs, given).weights.weight?.dims).toEqual([9, 'd']);
  });

  it('take the vocabulary of the wired tokens', () => {
    const inputs = { tokens: { dims: ['T'], dtype: 'int', below: 'V' } as const };
    expect(trace(embedding, inputs, { symbols: { d: 'd' } }).weights.weight?.dims).toEqual(['V', 'd']);
  });
});

describe('says', () => {
  it('that axes are missing', () => {
    const error = problem(() => trace(linear, { x: float([]) }));
    expect(error.message).toBe('x takes n × i, with or without leading axes, but gets scalar');
  });

  it('which ports are free', () => {
    const error = problem(() => trace(score, {}));
    expect(error.message).toBe('nothing is wired to query and key');
    expect(error.about).toMatchObject({ ports: ['query', 'key'], code: 'unwired' });
  });

  it('which param cannot be worked with, and only while it matters', () => {
    const inputs = { query: float(['T', 'd']), key: float(['S', 'd']) };
    expect(() => trace(score, inputs, { params: { units: 0 } })).not.toThrow();
    const error = problem(() => trace(score, inputs, { params: { kind: 'additive', units: 0 } }));
    expect(error.message).toBe('units is 0, but must be at least 1');
    expect(error.about.param).toBe('units');
  });
});
