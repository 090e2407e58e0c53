// How alike two names of weights are, across the habits of frameworks and notes. Pure.

/** What one thing is called elsewhere. */
const SAME: Readonly<Record<string, string>> = {
  w: 'weight',
  kernel: 'weight',
  b: 'bias',
  ih: 'x',
  hh: 'h',
  hidden: 'h',
  gamma: 'scale',
  beta: 'shift',
  q: 'query',
  k: 'key',
  v: 'value',
  wq: 'query',
  wk: 'key',
  wv: 'value',
  o: 'output',
  out: 'output',
  proj: '',
  l0: '',
  model: '',
  module: '',
  0: '',
};

/** `W_query.weight`, `attn.WQuery`, `query-weight` fall into the same words. */
function wordsOf(name: string): Set<string> {
  const parts = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  return new Set(parts.map((part) => SAME[part] ?? part).filter((word) => word !== ''));
}

/** 1 for names that say the same, 0 for names without a common word (Jaccard's index of their words). */
export function likeness(a: string, b: string): number {
  const [left, right] = [wordsOf(a), wordsOf(b)];
  const common = [...left].filter((word) => right.has(word)).length;
  const all = left.size + right.size - common;
  // A word for every weight says nothing about which one it is.
  const telling = [...left].some((word) => right.has(word) && word !== 'weight' && word !== 'bias');
  return all === 0 || !telling ? 0 : common / all;
}
