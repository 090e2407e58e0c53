// Which pairs may meet, kind by kind, and what narrows every kind.
import { describe, expect, it } from 'vitest';
import { outputOf, problemOf } from '../../testing/nested';
import { mask } from './mask';

const scores = (T: number, S: number) => Array.from({ length: T }, () => new Array<number>(S).fill(7));

/** One row of dots (may meet) and crosses (forbidden) per query. */
async function picture(T: number, S: number, params: object, inputs: object = {}): Promise<string[]> {
  const out = await outputOf(mask, { inputs: { scores: scores(T, S), ...inputs }, params: { ...params } });
  return (out as number[][]).map((cells) =>
    cells.map((cell) => (cell === 7 ? '.' : cell === Number.NEGATIVE_INFINITY ? 'x' : '?')).join(''),
  );
}

describe('causal', () => {
  it('lets a token look at itself and at what came before', async () => {
    expect(await picture(3, 3, {})).toEqual(['.xx', '..x', '...']);
  });

  it('starts the diagonal at the first key, or ends it at the last', async () => {
    expect(await picture(2, 4, { align: 'start' })).toEqual(['.xxx', '..xx']);
    expect(await picture(2, 4, { align: 'end' })).toEqual(['...x', '....']);
  });

  it('may leave the first queries nothing, when there are fewer keys', async () => {
    expect(await picture(4, 2, { align: 'end' })).toEqual(['xx', 'xx', '.x', '..']);
  });
});

it('window: the last few keys, its own included', async () => {
  expect(await picture(4, 4, { kind: 'window', window: 2 })).toEqual(['.xxx', '..xx', 'x..x', 'xx..']);
  expect(await picture(2, 4, { kind: 'window', window: 2, align: 'end' })).toEqual(['x..x', 'xx..']);
  expect(await picture(2, 2, { kind: 'window', window: 1 })).toEqual(['.x', 'x.']);
});

it('prefix: the first few keys for everyone, then causal', async () => {
  expect(await picture(4, 4, { kind: 'prefix', prefix: 2 })).toEqual(['..xx', '..xx', '...x', '....']);
  expect(await picture(2, 2, { kind: 'prefix', prefix: 0 })).toEqual(['.x', '..']);
  expect(await picture(2, 2, { kind: 'prefix', prefix: 9 })).toEqual(['..', '..']);
});

it('padding: where valid is 1', async () => {
  expect(await picture(2, 3, { kind: 'padding' }, { valid: [1, 0, 1] })).toEqual(['.x.', '.x.']);
});

it('custom: where allowed is 1', async () => {
  const allowed = [
    [1, 0],
    [0, 0],
  ];
  expect(await picture(2, 2, { kind: 'custom' }, { allowed })).toEqual(['.x', 'xx']);
});

it('valid and allowed narrow every kind', async () => {
  const allowed = [
    [1, 1, 1],
    [0, 1, 1],
    [1, 1, 1],
  ];
  expect(await picture(3, 3, {}, { valid: [1, 1, 0], allowed })).toEqual(['.xx', 'x.x', '..x']);
});

it('reads the batch of valid as a batch, though there are as many heads', async () => {
  const inputs = {
    scores: [
      [[[7, 7]], [[7, 7]]],
      [[[7, 7]], [[7, 7]]],
    ],
    valid: [
      [1, 1],
      [1, 0],
    ],
  };
  const no = Number.NEGATIVE_INFINITY;
  expect(await outputOf(mask, { inputs, params: { kind: 'padding' } })).toEqual([
    [[[7, 7]], [[7, 7]]],
    [[[7, no]], [[7, no]]],
  ]);
});

it.each([
  ['padding', 'valid'],
  ['custom', 'allowed'],
])('%s asks for %s', (kind, port) => {
  const problem = problemOf(mask, { inputs: { scores: scores(2, 2) }, params: { kind } });
  expect(problem.message).toBe(`nothing is wired to ${port}, which a ${kind} mask reads`);
  expect(problem.about).toMatchObject({ ports: [port], code: 'unwired' });
});

it('says that valid is not as long as the keys', () => {
  const problem = problemOf(mask, { inputs: { scores: scores(2, 2), valid: [1, 0, 1] } });
  expect(problem.message).toBe('Mask needs the same S in scores and valid');
  expect(problem.about.ports).toEqual(['scores', 'valid']);
});
