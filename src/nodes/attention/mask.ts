// Which pairs of a query and a key may meet.
import type { Value } from '../../ops/value';
import { type Dim, subDim } from '../../tensor/dim';
import { defineNode, NodeError, type NodeOps } from '../node';
import { choice, integer } from '../params';

const KINDS = ['causal', 'window', 'prefix', 'padding', 'custom'] as const;

interface Settings {
  readonly kind: (typeof KINDS)[number];
  readonly align: 'start' | 'end';
  readonly window: number;
  readonly prefix: number;
}

/** 1 where the pattern of a kind lets query i look at key j, [T, S]; undefined where every pair may meet. */
function pattern(
  t: NodeOps,
  [T, S]: readonly [Dim, Dim],
  { kind, align, window, prefix }: Settings,
): Value | undefined {
  if (kind === 'padding' || kind === 'custom') return undefined;
  const ahead = align === 'end' ? subDim(S, T) : 0;
  const rows = t.unsqueeze(t.iota(T), -1);
  const here = ahead === 0 ? rows : t.add(rows, t.size(ahead));
  const key = t.iota(S);
  const past = t.lessEqual(key, here);
  if (kind === 'window') return t.mul(past, t.lessEqual(t.sub(here, window - 1), key));
  if (kind === 'prefix') return t.where(past, 1, t.lessEqual(key, prefix - 1));
  return past;
}

function requireWired(kind: Settings['kind'], valid: Value | undefined, allowed: Value | undefined): void {
  const port = kind === 'padding' && !valid ? 'valid' : kind === 'custom' && !allowed ? 'allowed' : undefined;
  if (!port) return;
  throw new NodeError(`nothing is wired to ${port}, which a ${kind} mask reads`, {
    ports: [port],
    param: 'kind',
    code: 'unwired',
    advice: `Wire a tensor of zeros and ones to ${port}, or choose another kind.`,
  });
}

export const mask = defineNode({
  id: 'mask',
  title: 'Mask',
  category: 'attention',
  summary: 'Forbids pairs of tokens before the softmax.',
  formula: String.raw`s'_{ij} = \begin{cases} s_{ij} & (i, j)\ \text{allowed} \\ -\infty & \text{otherwise} \end{cases}`,
  help: 'causal: a token may look at itself and at what came before it (Vaswani et al. 2017, section 3.2.3). window: only at the last few of those (Beltagy et al. 2020). prefix: at the past and at the first few tokens (Raffel et al. 2020, figure 4). padding: where valid is 1. custom: where allowed is 1. The optional ports valid and allowed narrow every kind further.',
  inputs: {
    scores: { shape: '... T S', doc: 'one row per query' },
    valid: { shape: '... S', doc: '1 keeps a key, 0 is padding', optional: true },
    allowed: { shape: '... T S', doc: '1 lets a pair meet, 0 forbids it', optional: true },
  },
  outputs: { scores: { shape: '... T S', doc: 'a forbidden pair reads -inf' } },
  params: {
    kind: choice(KINDS, { doc: 'which pairs may meet' }),
    align: choice(['start', 'end'], {
      doc: 'where the diagonal begins when there are more keys than queries: at the first key, or so that it ends at the last',
      when: ({ kind }) => kind !== 'padding' && kind !== 'custom',
    }),
    window: integer(3, {
      min: 1,
      max: 65_536,
      doc: 'how many keys a query sees, its own included',
      when: ({ kind }) => kind === 'window',
    }),
    prefix: integer(1, {
      min: 0,
      max: 65_536,
      doc: 'how many first keys everyone sees',
      when: ({ kind }) => kind === 'prefix',
    }),
  },
  tag: ({ kind }) => kind,
  body(t, { scores, valid, allowed }, params, { dims: { T, S } }) {
    requireWired(params.kind, valid, allowed);
    const keep = [pattern(t, [T, S], params), valid && t.unsqueeze(valid, -2), allowed].filter((k) => k !== undefined);
    return { scores: keep.reduce((left, k) => t.where(k, left, Number.NEGATIVE_INFINITY), scores) };
  },
  example: {
    inputs: { scores: { shape: [4, 4] } },
    variants: [
      { params: { align: 'end' }, inputs: { scores: { shape: [2, 5] } } },
      { params: { align: 'end' }, inputs: { scores: { shape: [2, 3, 4, 4] }, valid: { shape: [2, 4], below: 2 } } },
      { params: { kind: 'window', window: 2 } },
      { params: { kind: 'prefix', prefix: 3 } },
      { params: { kind: 'padding' }, inputs: { scores: { shape: [2, 3, 4] }, valid: { shape: [2, 4], below: 2 } } },
      { params: { kind: 'custom' }, inputs: { scores: { shape: [3, 4] }, allowed: { shape: [3, 4], below: 2 } } },
    ],
  },
});
