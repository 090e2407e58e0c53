// `npm test`: runs every check and test runner, whatever the ones before said, and ends with the sum of their reports.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { countChecks, countOf, countPlaywright, countVitest, line, total } from './reports.mjs';
import { ensureTorch } from './torch.mjs';

/** @typedef {{ name: string, command: string[], count: import('./reports.mjs').Counter }} Stage */

const root = resolve(import.meta.dirname, '../..');
const full = process.argv.includes('--full');
/** A stage that hangs is killed after this time and counts as failed. */
const LIMIT_MS = (full ? 180 : 25) * 60_000;

/** @param {string} name */
const reportOf = (name) => join(root, 'reports', `${name}.json`);

/** @param {string} project @returns {Stage} */
const vitest = (project) => ({
  name: project,
  command:
    `vitest run --project ${project} --reporter=default --reporter=json --outputFile.json=${reportOf(project)}`.split(
      ' ',
    ),
  count: countVitest,
});

/** @type {Stage[]} */
const STAGES = [
  { name: 'format', command: ['biome', 'check', '--linter-enabled=false', '--error-on-warnings'], count: countChecks },
  { name: 'lint', command: ['biome', 'lint', '--error-on-warnings'], count: countChecks },
  { name: 'types', command: ['tsc'], count: countChecks },
  vitest('node'),
  vitest('browser'),
  { name: 'bundle', command: ['node', 'e2e/setup/check-bundle.mjs'], count: countChecks },
  { name: 'e2e', command: ['playwright', 'test', '-c', 'e2e'], count: countPlaywright },
];

/** @param {Stage} stage */
function run({ name, command: [program = '', ...args], count }) {
  console.log(`\n--- ${name}`);
  const own = join(root, 'node_modules/.bin', program);
  const { status, error } = spawnSync(existsSync(own) ? own : program, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: LIMIT_MS,
    killSignal: 'SIGKILL',
    env: { ...process.env, TEST_COUNTS: full ? 'full' : 'reduced' },
  });
  if (error) console.error(error.message);
  const report = reportOf(name);
  if (count === countChecks) {
    writeFileSync(report, `${JSON.stringify({ passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1 })}\n`);
  }
  return countOf({
    name,
    exitCode: status,
    report: existsSync(report) ? readFileSync(report, 'utf8') : undefined,
    count,
  });
}

rmSync(join(root, 'reports'), { recursive: true, force: true });
mkdirSync(join(root, 'reports'));
ensureBrowser();
ensureTorch();
const counts = STAGES.map((stage) => ({ name: stage.name, ...run(stage) }));
console.log('');
for (const count of counts) console.log(`${count.name}: ${line(count)}`);
const sum = total(counts);
process.exitCode = sum.failed > 0 ? 1 : 0;
console.log(line(sum));
