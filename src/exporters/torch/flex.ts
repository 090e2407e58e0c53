// The parts of a graph between scores and softmax as score_mod and mask_mod of PyTorch's FlexAttention. Knows no node type.
import type { Checked, CheckedNode } from '../../execution/checked';
import type { Program } from '../../ops/program';
import type { Dim } from '../../tensor/dim';
import { type Fixed, knownSize, termsOf } from '../polynomial';
import { bracketed, CellWriter, NotByIndex } from './cell';
import { asBool, asFloat, atom, binary, call, comment, type Expression, LEVEL, number } from './expression';
import { type Names, snakeCase } from './names';

export interface FlexMod {
  readonly node: string;
  readonly name: string;
  readonly kind: 'score_mod' | 'mask_mod';
  /** Sizes that the function is made for, in order: it is the result of a call with them. */
  readonly sizes: readonly string[];
  readonly code: string;
}

/** Every node whose output is its input score by score, on the way to a softmax, and says so by indices alone. */
export function flexMods(checked: Checked, fixed: Fixed, names: Names): FlexMod[] {
  const nodes = [...checked.nodes.values()].filter(({ status, traced }) => status === 'ready' && traced);
  return nodes.flatMap((node) => (leadsToSoftmax(checked, node.id) ? (modOf(node, fixed, names) ?? []) : []));
}

/** The port that scores come in by: the only input whose cells are read, of the shape of the only output. */
function scoresOf({ traced, type }: CheckedNode): { program: Program; scores: number; out: number } | undefined {
  if (!traced || type?.container) return undefined;
  const { program } = traced;
  const outs = Object.values(program.outputs);
  const read = new Set([...outs, ...program.steps.flatMap(({ args }) => args)]);
  const [input, ...others] = program.inputs.filter(({ value }) => read.has(value));
  if (!input || others.length > 0 || outs.length !== 1) return undefined;
  const [from, to] = [program.types[input.value]?.dims ?? [], program.types[outs[0] as number]?.dims ?? []];
  const same = from.length >= 2 && from.length === to.length && from.every((dim, i) => dim === to[i]);
  return same ? { program, scores: input.value, out: outs[0] as number } : undefined;
}

function leadsToSoftmax(checked: Checked, id: string): boolean {
  const seen = new Set([id]);
  // The set grows while it is walked: it is the queue.
  for (const at of seen) {
    for (const { source, target } of checked.graph.edges) {
      const next = source === at ? checked.nodes.get(target) : undefined;
      if (!next) continue;
      if (next.traced?.program.steps.some(({ op }) => op.id === 'softmax')) return true;
      if (scoresOf(next)) seen.add(target);
    }
  }
  return false;
}

function modOf(node: CheckedNode, fixed: Fixed, names: Names): FlexMod | undefined {
  const found = scoresOf(node);
  if (!found || found.scores === found.out) return undefined;
  const sizes = new Set<string>();
  const score = atom('score');
  const writer = new CellWriter(found.program, new Map([[found.scores, score]]), (dim) => sizeText(dim, fixed, sizes));
  const rank = found.program.types[found.out]?.dims.length ?? 0;
  const at = [...['b', 'h', '0', '0', '0'].slice(0, rank - 2), 'q_idx', 'kv_idx'].map((name) => atom(name, 'int'));
  try {
    const keep = keptWhen(writer, found.out, found.scores, at);
    const kind = keep ? 'mask_mod' : 'score_mod';
    const said = keep ?? asFloat(writer.cell(found.out, at));
    const base = snakeCase(node.node.label ?? '') || snakeCase(node.id);
    const name = names.fresh(base.endsWith(kind) ? base : `${base}_${kind}`);
    return {
      node: node.id,
      name,
      kind,
      sizes: [...sizes],
      code: codeOf(name, kind, said, [...sizes], node.node.label ?? node.id),
    };
  } catch (error) {
    if (error instanceof NotByIndex) return undefined;
    throw error;
  }
}

/** The condition of `where(condition, scores, -inf)`, several of them joined; nothing for any other arithmetic. */
function keptWhen(writer: CellWriter, out: number, scores: number, at: readonly Expression[]): Expression | undefined {
  let keep: Expression | undefined;
  for (let value = out; value !== scores; ) {
    const step = writer.maker(value);
    const [condition, kept, otherwise] = step?.args ?? [];
    const fill = otherwise === undefined ? undefined : writer.maker(otherwise);
    const forbids = fill?.op.id === 'fill' && fill.attrs.value === Number.NEGATIVE_INFINITY;
    if (step?.op.id !== 'where' || !forbids || condition === undefined || kept === undefined) return undefined;
    const own = asBool(writer.cell(condition, writer.places(condition, at)));
    keep = keep ? binary('&', LEVEL.and, bracketed(own), bracketed(keep), 'bool') : own;
    value = kept;
  }
  return keep;
}

function sizeText(dim: Dim, fixed: Fixed, sizes: Set<string>): Expression {
  const known = knownSize(dim, fixed);
  if (known !== undefined) return number(known);
  const terms = termsOf(dim, fixed).map(({ coefficient, symbols }) => {
    for (const symbol of symbols) sizes.add(symbol);
    return `${coefficient < 0 ? '-' : '+'} ${[...(Math.abs(coefficient) === 1 && symbols.length > 0 ? [] : [Math.abs(coefficient)]), ...symbols].join(' * ')}`;
  });
  // What is added stands first, as people write it.
  terms.sort((a, b) => (a[0] === b[0] ? 0 : a[0] === '+' ? -1 : 1));
  const text = terms.join(' ').replace(/^\+ /, '').replace(/^- /, '-');
  return { ...call(text, 'number'), level: terms.length > 1 ? LEVEL.add : LEVEL.multiply };
}

function codeOf(
  name: string,
  kind: FlexMod['kind'],
  said: Expression,
  sizes: readonly string[],
  label: string,
): string {
  const parameters = kind === 'score_mod' ? 'score, b, h, q_idx, kv_idx' : 'b, h, q_idx, kv_idx';
  const about = `# ${comment(label)}, for torch.nn.attention.flex_attention (torch 2.5 or later).`;
  if (sizes.length === 0) return `${about}\ndef ${name}(${parameters}):\n    return ${said.text}`;
  const inner = `    def ${kind}(${parameters}):\n        return ${said.text}`;
  return `${about}\ndef ${name}(${sizes.join(', ')}):\n${inner}\n\n    return ${kind}`;
}
