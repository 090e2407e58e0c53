// Pairs that a person pastes: a row each, question and answer apart by a comma or a tab.
import { defineDataset } from '../defineDataset';
import { NodeError, type ParamValues } from '../node';
import { PAIR_OUTPUTS, type Pair, type Pairs, pairDataset, pairParams, splitPairs } from '../pairs';
import { choice, integer, text } from '../params';
import { tokensOf } from '../tokens';

const params = {
  pairs: text('one,eins\ntwo,zwei\nthree,drei\nfour,vier\nfive,fünf', {
    control: 'long-text',
    doc: 'one pair a row, its two cells apart by a comma or a tab; cells with commas stand in double quotes',
  }),
  split: choice(['words', 'characters'], { doc: 'what a token is' }),
  row: integer(1, { min: 1, max: 16_384, doc: 'the pair that is read while the graph does not train' }),
  ...pairParams(),
};

const refusal = (message: string, advice: string): NodeError =>
  new NodeError(message, { param: 'pairs', code: 'value', advice });

/** Cells of a row of comma-separated values (RFC 4180): quotes may hold commas, and two quotes are one. */
function cellsOf(row: string, separator: ',' | '\t'): string[] {
  if (separator === '\t') return row.split('\t');
  const cells = [...row.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)];
  return cells.map(([, quoted, plain]) => (quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"')));
}

interface Row {
  readonly number: number;
  readonly cells: readonly string[];
}

/** Throws NodeError about the first row that is no pair. */
function rowsOf(pasted: string): Row[] {
  const separator = pasted.includes('\t') ? '\t' : ',';
  const rows = pasted
    .split(/\r?\n/)
    .map((row, i) => ({ number: i + 1, cells: cellsOf(row, separator).map((cell) => cell.trim()) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  if (rows.length < 2)
    throw refusal('there are fewer than two pairs', 'Paste at least two rows: one to learn from, one to judge by.');
  const odd = rows.find(({ cells }) => cells.length !== 2);
  if (odd) {
    const cells = odd.cells.length === 1 ? 'one cell' : `${odd.cells.length} cells`;
    throw refusal(`row ${odd.number} has ${cells}, not two`, 'Give every row a question and an answer.');
  }
  const empty = rows.find(({ cells }) => cells.includes(''));
  if (empty) throw refusal(`row ${empty.number} has an empty cell`, 'Fill both cells of it, or remove the row.');
  return rows;
}

/** A question that stands twice would be learned and judged at once: its rows count once, the first answer wins. */
function pairsOf(settings: ParamValues<typeof params>): Pairs {
  const { split } = settings;
  const pairs = new Map<string, Pair>();
  for (const { cells } of rowsOf(settings.pairs)) {
    const [source, target] = cells.map((cell) => tokensOf(cell, split)) as [string[], string[]];
    const key = JSON.stringify(source);
    if (!pairs.has(key)) pairs.set(key, { source, target });
  }
  const all = [...pairs.values()];
  const shown = all[settings.row - 1];
  if (!shown) {
    throw new NodeError(`there is no pair ${settings.row}`, {
      param: 'row',
      code: 'param',
      advice: `Choose one from 1 to ${all.length}.`,
    });
  }
  const words = { source: all.flatMap(({ source }) => source), target: all.flatMap(({ target }) => target) };
  return { ...splitPairs(all, settings.heldOut, settings.seed), shown, shownIn: 'pairs', words };
}

export const table = defineDataset({
  id: 'table',
  title: 'Table of pairs',
  summary: 'Gives pairs of texts that you paste.',
  formula: String.raw`\{(x_n, y_n)\}_{n=1}^{N}`,
  help: 'Paste rows of a spreadsheet: a question and its answer. A share of the rows is held out for judging. In training the outputs carry a batch; otherwise they hold one row.',
  outputs: PAIR_OUTPUTS,
  params,
  tag: ({ split }) => split,
  dataset: (settings, context) => pairDataset(pairsOf(settings), settings, context),
  example: { variants: [{ params: { split: 'characters' } }, { params: { form: 'line' } }] },
});
