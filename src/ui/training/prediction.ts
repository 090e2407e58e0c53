// What the graph answers to its own example, beside what it should: read off the values around the loss. Pure.

import type { Values } from '../../drawing/steps';
import type { Checked } from '../../execution/checked';
import { trainingSettings } from '../../graph/training';
import { gradientTargets } from '../../store/gradients';

export interface Answered {
  readonly word: string;
  /** Whether the target says the same; undefined where the target counts for nothing. */
  readonly right: boolean;
}

export interface Prediction {
  readonly asked: readonly string[];
  readonly answered: readonly Answered[];
  readonly wanted: readonly string[];
}

function wordsOf(checked: Checked, name: string, values: Values): string[] | undefined {
  const [id, port] = name.split('.') as [string, string];
  const below = checked.nodes.get(id)?.outputs[port]?.below;
  const labels = typeof below === 'string' ? checked.symbols.get(below)?.labels : undefined;
  const value = values[name];
  return value && Array.from(value.data, (at) => labels?.[at] ?? String(at));
}

const argmax = (row: Float32Array): number =>
  row.reduce((best, cell, i) => (cell > (row[best] as number) ? i : best), 0);

/** Undefined where the loss compares no scores with tokens, or nothing has run yet. */
export function predictionOf(checked: Checked, values: Values): Prediction | undefined {
  const loss = trainingSettings(checked.graph.training).loss || gradientTargets(checked)[0];
  const node = checked.nodes.get(loss?.split('.')[0] ?? '');
  const wired = Object.values(node?.wires ?? {}).flatMap(([edge]) =>
    edge ? [`${edge.source}.${edge.sourcePort}`] : [],
  );
  const isTokens = (name: string): boolean => {
    const [id, port] = name.split('.') as [string, string];
    return checked.nodes.get(id)?.outputs[port]?.dtype === 'int';
  };
  const target = wired.find(isTokens);
  const logits = wired.find((name) => !isTokens(name) && (values[name]?.shape.length ?? 0) >= 2);
  const [scores, wanted] = [logits && values[logits], target && wordsOf(checked, target, values)];
  if (!scores || !target || !wanted) return undefined;
  const width = scores.shape.at(-1) as number;
  const labels = labelsOf(checked, target);
  const rows = Math.min(wanted.length, scores.data.length / width);
  const answered = Array.from({ length: rows }, (_, row) => {
    const at = argmax(scores.data.subarray(row * width, (row + 1) * width));
    const word = labels?.[at] ?? String(at);
    return { word, right: word === wanted[row] };
  });
  return { asked: askedWords(checked, target, values), answered, wanted };
}

function labelsOf(checked: Checked, name: string): readonly string[] | undefined {
  const [id, port] = name.split('.') as [string, string];
  const below = checked.nodes.get(id)?.outputs[port]?.below;
  return typeof below === 'string' ? checked.symbols.get(below)?.labels : undefined;
}

/** The first tokens that a source brings, other than the target. */
function askedWords(checked: Checked, target: string, values: Values): string[] {
  for (const { id, source, outputs } of checked.nodes.values()) {
    if (!source) continue;
    for (const [port, { dtype }] of Object.entries(outputs)) {
      const name = `${id}.${port}`;
      if (dtype === 'int' && name !== target) return wordsOf(checked, name, values) ?? [];
    }
  }
  return [];
}
