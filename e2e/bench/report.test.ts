// The ratios that the benchmark prints, from figures whose ratios are known.
import { expect, test } from 'vitest';
import { geometricMean, goals, ratios, table } from './report.mjs';

const timing = (name: string, engine: string, backend: string, median_ms: number) => ({
  case: name,
  engine,
  backend,
  median_ms,
  runs: 9,
  first_ms: 0,
});

const cases = [
  timing('16x64', 'workbench', 'auto', 2),
  timing('16x64', 'tfjs', 'wasm', 4),
  timing('16x64', 'tfjs', 'webgl', 40),
  timing('16x64', 'onnxruntime-web', 'wasm', 1),
  timing('512x512', 'workbench', 'auto', 10),
  timing('512x512', 'tfjs', 'wasm', 80),
  timing('512x512', 'onnxruntime-web', 'wasm', 20),
  timing('512x512', 'workbench', 'webgl2', 25),
  timing('512x512', 'tfjs', 'webgl', 100),
  timing('1024x64', 'workbench', 'auto', 10),
];
const result = { cases, edits: [], live: [] };

const ours = ({ backend }: { backend: string }) => backend === 'auto';
const theirs = ({ engine }: { engine: string }) => engine === 'tfjs';

test('a ratio is how many times faster than the best of the others, where both ran', () => {
  expect(ratios(cases, ours, theirs)).toEqual([
    { case: '16x64', ratio: 2 },
    { case: '512x512', ratio: 8 },
  ]);
});

test('the geometric mean of twice and eight times as fast is four times', () => {
  expect(geometricMean(ratios(cases, ours, theirs))).toBeCloseTo(4, 12);
  expect(geometricMean([{ ratio: 0.5 }, { ratio: 2 }])).toBeCloseTo(1, 12);
});

test('goals are said by case and in the mean; 16 tokens do not count for WebGL', () => {
  const lines = goals(result).split('\n');
  expect(lines).toEqual([
    'auto against onnxruntime-web: 1.00 times as fast in geometric mean (16x64 0.50, 512x512 2.00)',
    'auto against the best of TensorFlow.js: 4.00 times as fast in geometric mean (16x64 2.00, 512x512 8.00)',
    'webgl2 against TensorFlow.js webgl, 128 tokens or more: 4.00 times as fast in geometric mean (512x512 4.00)',
  ]);
});

test('the table has a column a case, empty where nothing ran', () => {
  const [head, , auto, wasm] = table(result).split('\n');
  expect(head).toBe('| ms | 16x64 | 512x512 | 1024x64 |');
  expect(auto).toBe('| workbench auto | 2.0 | 10 | 10 |');
  expect(wasm).toBe('| tfjs wasm | 4.0 | 80 |  |');
});
