// How surprised the logits are by the target.
import type { Value } from '../../ops/value';
import type { Dim } from '../../tensor/dim';
import { defineNode, NodeError, type NodeOps } from '../node';
import { integer } from '../params';

function requireOneVocabulary(t: NodeOps, V: Dim, target: Value): void {
  const { below } = target.type;
  if (below === undefined || t.same(V, below)) return;
  throw new NodeError(`Cross entropy needs one column for each word of the target`, {
    ports: ['logits', 'target'],
    clash: [V, below],
    code: 'shape',
    advice: 'Make the logits as wide as the vocabulary of the target.',
  });
}

/** -log softmax(logits)[target] of every row, by log-sum-exp of what is left above the largest; NaN for an id without a column. */
function surprise(t: NodeOps, logits: Value, target: Value, V: Dim): Value {
  const shifted = t.sub(logits, t.detach(t.max(logits, [-1], true)));
  const hit = t.equal(t.unsqueeze(target, -1), t.iota(V));
  const picked = t.sum(t.where(hit, shifted, 0), [-1]);
  const total = t.log(t.sum(t.exp(shifted), [-1]));
  return t.where(t.sum(hit, [-1]), t.sub(total, picked), Number.NaN);
}

export const crossEntropy = defineNode({
  id: 'cross-entropy',
  title: 'Cross entropy',
  category: 'training',
  summary: 'Measures how little probability the logits give to the right tokens.',
  formula: String.raw`L = -\frac{1}{n} \sum_t \log \frac{e^{\ell_{t, y_t}}}{\sum_v e^{\ell_{tv}}}`,
  help: 'The mean over all positions that count: where valid is 1 and the target is not the ignored id. 0 if nothing counts.',
  inputs: {
    logits: { shape: '... T V', doc: 'one row per position, one column per word' },
    target: { shape: '... T', doc: 'the right ids', dtype: 'int' },
    valid: { shape: '... T', doc: '1 counts, 0 is padding', optional: true },
  },
  outputs: { loss: { shape: '', doc: 'mean surprise, in nats' } },
  params: { ignore: integer(-100, { doc: 'a target id that does not count' }) },
  judges: { logits: 'logits', target: 'target', valid: 'valid', ignore: 'ignore' },
  body(t, { logits, target, valid }, { ignore }, { dims: { V } }) {
    requireOneVocabulary(t, V, target);
    const each = surprise(t, logits, target, V);
    const wanted = t.sub(1, t.equal(target, ignore));
    const keep = t.expand(valid ? t.where(valid, wanted, 0) : wanted, each.dims);
    const axes = [...each.dims.keys()];
    const counted = t.sum(keep, axes);
    return { loss: t.div(t.sum(t.where(keep, each, 0), axes), t.add(counted, t.equal(counted, 0))) };
  },
  example: {
    inputs: { logits: { shape: [3, 5] }, target: { shape: [3], below: 5 } },
    variants: [
      {
        params: {},
        inputs: {
          logits: { shape: [2, 3, 4] },
          target: { shape: [2, 3], below: 4 },
          valid: { shape: [2, 3], below: 2, values: [1, 1, 0, 1, 0, 0] },
        },
      },
      {
        params: { ignore: 0 },
        inputs: { logits: { shape: [3, 4] }, target: { shape: [3], below: 4, values: [0, 2, 3] } },
      },
    ],
  },
});
