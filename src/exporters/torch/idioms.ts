// Ops that PyTorch says in one word: a Program in, the same Program with fewer and larger steps out. Knows no node type.

import type { Attrs } from '../../ops/op';
import type { Program } from '../../ops/program';
import type { Dim } from '../../tensor/dim';
import { type Found, Match, type Pattern, type Said } from './match';

interface Rule {
  readonly of: Pattern;
  readonly id: string;
  /** Captured values that become the arguments. */
  readonly args: readonly string[];
  /** What else must hold; gives the attrs, or nothing when it does not. */
  when?(found: Found): Attrs | undefined;
}

const lastAxis = ({ covered, rank }: Found, op: string, of = 'x'): boolean =>
  covered.filter(({ id }) => id === op).every(({ attrs }) => attrs.axis === rank(of) - 1);

/** A reduction whose axis goes away: the op keeps it, and a reshape drops it. */
const dropping = (op: string): Rule => ({
  of: ['reshape', [op, 'x']],
  id: op,
  args: ['x'],
  when({ covered, dims }) {
    const [reshape, reduce] = covered as [Said, Said];
    const wanted = dims('x').filter((_, i) => i !== reduce.attrs.axis);
    const made = reshape.attrs.dims as readonly Dim[];
    const same = made.length === wanted.length && made.every((dim, i) => dim === wanted[i]);
    return same && !reduce.attrs.drop ? { ...reduce.attrs, drop: true } : undefined;
  },
});

const MEAN: Rule = {
  of: ['div', ['sum', 'x'], ['size']],
  id: 'mean',
  args: ['x'],
  when({ covered, dims }) {
    const { attrs } = covered.find(({ id }) => id === 'sum') as Said;
    const size = covered.find(({ id }) => id === 'size')?.attrs.dim;
    return size === dims('x')[attrs.axis as number] ? attrs : undefined;
  },
};

function affine({ isWeight, rank, values }: Found): Attrs | undefined {
  const bias = !values.has('bias') || (isWeight('bias') && rank('bias') === 1);
  return isWeight('weight') && rank('weight') === 2 && bias ? {} : undefined;
}

const CENTRED: Pattern = ['sub', 'x', ['mean', 'x']];
const SPREAD: Pattern = ['sqrt', ['add', ['mean', ['mul', CENTRED, CENTRED]], 0]];

const LAYER_NORM: Rule = {
  of: ['add', ['mul', ['div', CENTRED, SPREAD], 'scale'], 'shift'],
  id: 'layerNorm',
  args: ['x', 'scale', 'shift'],
  when(found) {
    const named = found.isWeight('scale') && found.isWeight('shift') && found.rank('scale') === 1;
    return named && lastAxis(found, 'mean') ? { epsilon: found.numbers[0] } : undefined;
  },
};

const COMPARES = new Set(['lessEqual', 'equal', 'either']);

/** Each rule reads what the ones before it made. */
const RULES: readonly Rule[] = [
  dropping('sum'),
  dropping('max'),
  MEAN,
  { of: ['add', ['matmul', 'x', 'weight'], 'bias'], id: 'linear', args: ['x', 'weight', 'bias'], when: affine },
  { of: ['matmul', 'x', 'weight'], id: 'linear', args: ['x', 'weight'], when: affine },
  {
    of: ['gather', 'weight', 'ids'],
    id: 'embedding',
    args: ['ids', 'weight'],
    when: ({ isWeight }) => (isWeight('weight') ? {} : undefined),
  },
  LAYER_NORM,
  {
    of: ['mul', ['mul', 'x', 0], ['add', ['erf', ['div', 'x', 0]], 0]],
    id: 'gelu',
    args: ['x'],
    when: ({ numbers: [half, root, one] }) => (half === 0.5 && root === Math.SQRT2 && one === 1 ? {} : undefined),
  },
  { of: ['mul', 'x', ['sigmoid', 'x']], id: 'silu', args: ['x'] },
  {
    of: ['where', 'a', 0, 'b'],
    id: 'either',
    args: ['a', 'b'],
    when: ({ numbers: [n], maker }) => (n === 1 && COMPARES.has(maker('b') ?? '') ? {} : undefined),
  },
];

/** Joins what can be joined. A value that something else reads too is never swallowed. */
export function idiomatic(program: Program): Said[] {
  let steps: Said[] = program.steps.map(({ op, ...step }) => ({ ...step, id: op.id, op }));
  const weights = new Set(program.inputs.filter(({ name }) => name.startsWith('weight:')).map(({ value }) => value));
  for (const rule of RULES) steps = applied(rule, program, steps, weights);
  return withoutUnread(program, steps);
}

function withoutUnread(program: Program, steps: readonly Said[]): Said[] {
  const read = new Set(Object.values(program.outputs));
  const kept = steps.toReversed().filter(({ outs, args }) => {
    if (!outs.some((out) => read.has(out))) return false;
    for (const arg of args) read.add(arg);
    return true;
  });
  return kept.toReversed();
}

function applied(rule: Rule, program: Program, before: readonly Said[], weights: ReadonlySet<number>): Said[] {
  let steps = [...before];
  for (let at = steps.length - 1; at >= 0; at--) {
    const step = steps[at] as Said;
    const match = new Match(program, steps, weights);
    if (!match.value(step.outs[0] as number, rule.of)) continue;
    const attrs = rule.when ? rule.when(match) : {};
    if (!attrs || match.isReadElsewhere(step)) continue;
    const args = rule.args.map((name) => match.values.get(name) as number);
    const joined: Said = { id: rule.id, args, attrs, outs: step.outs, site: step.site };
    const gone = new Set(match.covered);
    steps = steps.flatMap((one) => (one === step ? [joined] : gone.has(one) ? [] : [one]));
    at = steps.indexOf(joined);
  }
  return steps;
}
