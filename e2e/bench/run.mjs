// `npm run bench`: one page in one browser, every engine in turn, medians of warm runs, as a table and as JSON.
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { browserFlags, ensureBrowser } from '../setup/browser.mjs';
import { servePage } from './page.mjs';
import { FLOPS_PER_ROUND, peakModule } from './peak.mjs';
import { goals, table } from './report.mjs';
import { trainingLines } from './training.mjs';

const CASES = ['16x64', '128x64', '128x512', '512x64', '512x512', '1024x64', '1024x512'];

/** @typedef {import('./page/main.ts').Bench} Bench */

const { values: options } = parseArgs({
  options: {
    json: { type: 'string' },
    cases: { type: 'string', default: CASES.join(',') },
    engines: { type: 'string', default: '' },
    only: { type: 'string', default: 'checking,attention,edits,live,pieces,product,recurrence,training' },
  },
});

/** @param {import('@playwright/test').Page} page */
async function attention(page) {
  const timings = [];
  for (const name of options.cases.split(',')) {
    const found = await page.evaluate(
      ([of, engines]) =>
        /** @type {{ bench: Bench }} */ (/** @type {unknown} */ (globalThis)).bench.attention(of, engines),
      /** @type {const} */ ([name, options.engines]),
    );
    for (const timing of found) console.error(line(timing));
    timings.push(...found);
  }
  return timings;
}

/** @param {import('./page/measure.ts').Timing} timing */
const line = ({ case: name, engine, backend, median_ms, runs, first_ms, chose }) =>
  `${name} ${engine} ${backend}: ${median_ms.toFixed(1)} ms of ${runs}, first ${first_ms.toFixed(0)} ms${chose ? ` (${chose})` : ''}`;

/** @param {import('@playwright/test').Page} page */
const backendsOf = (page) =>
  page.evaluate(() => /** @type {{ bench: Bench }} */ (/** @type {unknown} */ (globalThis)).bench.backends());

/**
 * @param {import('@playwright/test').Page} page
 * @param {readonly { backend: string }[]} backends
 */
async function products(page, backends) {
  const peak = await page.evaluate(
    ([module, flops]) =>
      /** @type {{ bench: Bench }} */ (/** @type {unknown} */ (globalThis)).bench.peak(module, flops),
    /** @type {const} */ ([await peakModule(), FLOPS_PER_ROUND]),
  );
  const timings = [];
  for (const { backend } of backends) {
    timings.push(
      await page.evaluate(
        (name) =>
          /** @type {{ bench: Bench }} */ (/** @type {unknown} */ (globalThis)).bench.product(
            /** @type {'cpu'} */ (name),
          ),
        backend,
      ),
    );
  }
  return { peak_gflops: peak, timings };
}

/** @param {import('@playwright/test').Page} page */
const edits = (page) =>
  page.evaluate(() => /** @type {{ bench: Bench }} */ (/** @type {unknown} */ (globalThis)).bench.edits('auto'));

/** Six tokens as in the presets, and sixteen: an edit that a person waits for. */
const LIVE = ['6x64', '16x64'];

/** @param {import('@playwright/test').Page} page */
async function live(page) {
  const timings = [];
  for (const name of LIVE) {
    timings.push(
      await page.evaluate(
        (of) => /** @type {{ bench: Bench }} */ (/** @type {unknown} */ (globalThis)).bench.live(of),
        name,
      ),
    );
  }
  return timings;
}

/**
 * @param {import('@playwright/test').Page} page
 * @param {readonly { backend: string }[]} backends
 */
async function pieces(page, backends) {
  const timings = [];
  for (const { backend } of backends) {
    timings.push(
      ...(await page.evaluate(
        (name) =>
          /** @type {{ bench: Bench }} */ (/** @type {unknown} */ (globalThis)).bench.pieces(
            /** @type {'cpu'} */ (name),
          ),
        backend,
      )),
    );
  }
  return timings;
}

/** @param {import('@playwright/test').Page} page */
const checking = (page) =>
  page.evaluate(() => /** @type {{ bench: Bench }} */ (/** @type {unknown} */ (globalThis)).bench.checking());

/** @param {import('@playwright/test').Page} page */
const recurrence = (page) =>
  page.evaluate(() => /** @type {{ bench: Bench }} */ (/** @type {unknown} */ (globalThis)).bench.recurrence());

/** @param {import('@playwright/test').Page} page */
const training = (page) =>
  page.evaluate(
    (engines) => /** @type {{ bench: Bench }} */ (/** @type {unknown} */ (globalThis)).bench.training(engines),
    options.engines,
  );

async function main() {
  const wanted = options.only.split(',');
  const served = await servePage();
  const browser = await chromium.launch({ executablePath: ensureBrowser(), args: browserFlags });
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => console.error(error));
    await page.goto(served.address);
    await page.waitForFunction(() => 'bench' in globalThis);
    const backends = await backendsOf(page);
    const device = {
      date: new Date().toISOString().slice(0, 10),
      processor: cpus()[0]?.model,
      cores: cpus().length,
      browser: browser.version(),
      webgl: backends.find(({ backend }) => backend === 'webgl2')?.renderer,
    };
    const result = {
      checking: wanted.includes('checking') ? await checking(page) : undefined,
      cases: wanted.includes('attention') ? await attention(page) : [],
      edits: wanted.includes('edits') ? await edits(page) : [],
      live: wanted.includes('live') ? await live(page) : [],
      pieces: wanted.includes('pieces') ? await pieces(page, backends) : [],
      product: wanted.includes('product') ? await products(page, backends) : undefined,
      recurrence: wanted.includes('recurrence') ? await recurrence(page) : undefined,
      training: wanted.includes('training') ? await training(page) : [],
      device,
    };
    if (options.json) writeFileSync(options.json, `${JSON.stringify(result, null, 2)}\n`);
    console.log(table(result));
    console.log(goals(result));
    console.log(trainingLines(result.training).join('\n'));
  } finally {
    await browser.close();
    served.stop();
  }
}

await main();
