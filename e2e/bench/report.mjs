// The figures of a benchmark as tables for people: a column for every case, and the ratios that matter. Pure.

/**
 * @typedef {{ case: string, engine: string, backend: string, median_ms: number, runs: number, first_ms: number }} Timing
 * @typedef {{ what: string, backend: string, median_ms: number, ran: number, of: number }} EditTiming
 * @typedef {{ peak_gflops: number, timings: readonly { backend: string, median_ms: number, gflops: number }[] }} Products
 * @typedef {{ steps: number, units: number, backend: string, workbench_ms: number, javascript_ms: number, trace_ms: number }} Recurrence
 * @typedef {{ case: string, median_ms: number, first_ms: number }} LiveTiming
 * @typedef {{ nodes: number, median_ms: number, slowest_ms: number }} Checking
 * @typedef {{ what: string, backend: string, longest_ms: number, whole_ms: number, pieces: number }} Pieces
 * @typedef {{ cases: readonly Timing[], pieces?: readonly Pieces[], edits: readonly EditTiming[], live: readonly LiveTiming[], product?: Products, recurrence?: Recurrence, checking?: Checking | undefined }} Result
 */

/** @param {number} ms */
const short = (ms) => (ms < 10 ? ms.toFixed(1) : ms.toFixed(0));

/** @param {readonly string[]} cells */
const row = (cells) => `| ${cells.join(' | ')} |`;

/** @param {Timing} timing */
const nameOf = ({ engine, backend }) => (engine === backend ? engine : `${engine} ${backend}`);

/** @param {readonly Timing[]} timings */
function caseTable(timings) {
  const cases = [...new Set(timings.map((timing) => timing.case))];
  const engines = [...new Set(timings.map(nameOf))];
  const cell = (/** @type {string} */ engine, /** @type {string} */ of) => {
    const found = timings.find((timing) => timing.case === of && nameOf(timing) === engine);
    return found ? short(found.median_ms) : '';
  };
  return [
    row(['ms', ...cases]),
    row(['---', ...cases.map(() => '---:')]),
    ...engines.map((engine) => row([engine, ...cases.map((of) => cell(engine, of))])),
  ];
}

/** @param {Result} result */
export function table({ cases, edits, live, pieces = [], product, recurrence, checking }) {
  const lines = cases.length > 0 ? caseTable(cases) : [];
  if (checking) {
    lines.push(
      `types of ${checking.nodes} nodes after an edit: ${short(checking.median_ms)} ms, at most ${short(checking.slowest_ms)} ms`,
    );
  }
  for (const { what, backend, median_ms, ran, of } of edits) {
    lines.push(`${what} at 512x512 on ${backend}: ${short(median_ms)} ms, ${ran} of ${of} nodes ran`);
  }
  for (const { case: of, median_ms, first_ms } of live) {
    lines.push(
      `an edit of one row at ${of}, to values in the page: ${short(median_ms)} ms; first run of a new worker ${short(first_ms)} ms`,
    );
  }
  for (const { what, backend, longest_ms, whole_ms, pieces: count } of pieces) {
    lines.push(`${what} on ${backend}: longest of ${count} pieces ${short(longest_ms)} ms, all ${short(whole_ms)} ms`);
  }
  for (const { backend, median_ms, gflops } of product?.timings ?? []) {
    const share = Math.round((100 * gflops) / (product?.peak_gflops ?? 1));
    lines.push(
      `512 x 512 x 512 on ${backend}: ${short(median_ms)} ms, ${gflops.toFixed(1)} GFLOP/s, ${share} % of one core`,
    );
  }
  if (product) lines.push(`one core at its most: ${product.peak_gflops.toFixed(1)} GFLOP/s`);
  if (recurrence) {
    const { steps, units, backend, workbench_ms: ours, javascript_ms: byHand, trace_ms: trace } = recurrence;
    lines.push(
      `${steps} steps of a GRU of width ${units}, traced, run and read, on ${backend}: ${short(ours)} ms; JavaScript by hand ${short(byHand)} ms (${(ours / byHand).toFixed(1)} times as long); traced alone ${short(trace)} ms`,
    );
  }
  return lines.join('\n');
}

/**
 * How many times faster `ours` is than the best of `others`, by case.
 * @param {readonly Timing[]} timings
 * @param {(timing: Timing) => boolean} ours
 * @param {(timing: Timing) => boolean} others
 */
export function ratios(timings, ours, others) {
  const cases = [...new Set(timings.map((timing) => timing.case))];
  return cases.flatMap((of) => {
    const here = timings.filter((timing) => timing.case === of);
    const [mine] = here.filter(ours);
    const best = Math.min(...here.filter(others).map(({ median_ms }) => median_ms));
    return mine && Number.isFinite(best) ? [{ case: of, ratio: best / mine.median_ms }] : [];
  });
}

/** @param {readonly { ratio: number }[]} of */
export const geometricMean = (of) => Math.exp(of.reduce((sum, { ratio }) => sum + Math.log(ratio), 0) / of.length);

/** @type {readonly [string, (timing: Timing) => boolean, (timing: Timing) => boolean][]} */
const COMPARISONS = [
  ['auto against onnxruntime-web', isOwn('auto'), ({ engine }) => engine === 'onnxruntime-web'],
  ['auto against the best of TensorFlow.js', isOwn('auto'), ({ engine }) => engine === 'tfjs'],
  ['auto against plain JavaScript', isOwn('auto'), ({ engine }) => engine === 'javascript'],
  [
    'webgl2 against TensorFlow.js webgl, 128 tokens or more',
    (timing) => isOwn('webgl2')(timing) && tokensOf(timing) >= 128,
    ({ engine, backend }) => engine === 'tfjs' && backend === 'webgl',
  ],
];

/** @param {string} backend @returns {(timing: Timing) => boolean} */
function isOwn(backend) {
  return (timing) => timing.engine === 'workbench' && timing.backend === backend;
}

/** @param {Timing} timing */
function tokensOf(timing) {
  return Number(timing.case.split('x')[0]);
}

/** @param {Result} result */
export function goals({ cases }) {
  return COMPARISONS.flatMap(([what, ours, others]) => {
    const found = ratios(cases, ours, others);
    if (found.length === 0) return [];
    const each = found.map(({ case: of, ratio }) => `${of} ${ratio.toFixed(2)}`).join(', ');
    return [`${what}: ${geometricMean(found).toFixed(2)} times as fast in geometric mean (${each})`];
  }).join('\n');
}
