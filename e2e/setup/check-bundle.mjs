// Builds the application afresh and holds its sizes against the budget: prints them and fails if one is over.

import { ensureBuilt } from './build.mjs';
import { BUDGETS, firstLoads } from './bundle.mjs';

const kilobytes = (/** @type {number} */ bytes) => `${(bytes / 1000).toFixed(1)} kB`;

for (const { name, bytes } of firstLoads(await ensureBuilt('app', { always: true }))) {
  const over = bytes > BUDGETS[name];
  console.log(`${over ? 'OVER' : 'ok'}: ${name} ${kilobytes(bytes)} of ${kilobytes(BUDGETS[name])} gzip`);
  if (over) process.exitCode = 1;
}
