// Bahdanau trained from scratch in the built application: how long its 300 steps take with the pictures following, and how
// long the page kept anybody waiting meanwhile. Printed as one JSON object; nothing is asserted, machines are noisy.
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { ensureBrowser, pageFlags } from '../setup/browser.mjs';
import { serveApplication } from './served.mjs';

const { values: options } = parseArgs({
  options: { backends: { type: 'string', default: 'auto,cpu' }, runs: { type: 'string', default: '1' } },
});
/** What the menu calls them. */
const TITLES = { auto: /^Automatic/, cpu: /^cpu/i, wasm: /^wasm/i, webasm: /^webasm/i, webgl2: /^webgl2/i };
const LONG = 100;
/** Milliseconds between two looks at whether the main thread is there. */
const TURN = 10;

/** @typedef {{ frames: number[], turns: number[], tasks: number[], pictures: number, begun: number, ms: number }} Seen */

/**
 * What lies between two frames, between two turns of the main thread, the tasks that the browser calls long, and how often
 * the picture of the attention changed: from the click until what was learned has run and is saved.
 * @param {number} TURN
 */
function watch(TURN) {
  /** @type {Seen} */
  const seen = { frames: [], turns: [], tasks: [], pictures: 0, begun: 0, ms: 0 };
  /** @type {(seen: Seen) => void} */
  let finish = () => {};
  const finished = new Promise((resolve) => {
    finish = resolve;
  });
  /** The driver does not look for this itself: that would be work of the page's. @param {string} selector */
  const textOf = (selector) => document.querySelector(selector)?.textContent ?? '';
  const rests = () =>
    textOf('header').includes('Saved') &&
    !textOf('button[aria-label^="Run:"]').includes('training') &&
    !textOf('[aria-label="Training controls"]').includes('Pause');
  addEventListener('click', () => Object.assign(seen, { begun: performance.now() }), { capture: true, once: true });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.tasks.push(duration);
  }).observe({ type: 'longtask' });
  let [last, turned, shown] = [performance.now(), performance.now(), ''];
  setInterval(() => {
    const now = performance.now();
    seen.turns.push(now - turned);
    turned = now;
  }, TURN);
  const frame = () => {
    const now = performance.now();
    seen.frames.push(now - last);
    last = now;
    const grid = document.querySelector('[role="grid"][aria-label^="Attention of the example"]')?.innerHTML ?? '';
    if (grid !== shown) seen.pictures += 1;
    shown = grid;
    if (seen.ms === 0 && textOf('[role="tabpanel"] dl').includes('300 of 300')) seen.ms = now - seen.begun;
    // What training ends with is part of it.
    if (seen.ms > 0 && rests()) requestIdleCallback(() => finish(seen));
    else requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  Object.assign(globalThis, { finished });
}

/**
 * @param {import('@playwright/test').Page} page
 * @param {keyof typeof TITLES} backend
 */
async function train(page, backend) {
  const panels = page.getByRole('region', { name: 'Panels' });
  await page.getByRole('navigation').getByRole('button', { name: 'Bahdanau attention' }).click();
  await page.getByRole('button', { name: /^Run:/ }).click();
  await page.getByRole('radio', { name: TITLES[backend] }).click();
  await page.keyboard.press('Escape');
  await panels.getByRole('tab', { name: 'Training' }).click();
  await panels.getByRole('grid', { name: /^Attention of the example/ }).waitFor();
  await page.getByText('Saved', { exact: true }).waitFor();
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => new Promise((rest) => requestIdleCallback(rest)));
  await page.evaluate(watch, TURN);
  await panels.getByRole('button', { name: 'Re-train from scratch' }).click();
  const { frames, turns, tasks, pictures, ms } = await page.evaluate(
    () => /** @type {{ finished: Promise<Seen> }} */ (/** @type {unknown} */ (globalThis)).finished,
  );
  const longest = (/** @type {number[]} */ of) => Math.round(Math.max(0, ...of));
  return {
    backend,
    seconds: Number((ms / 1000).toFixed(2)),
    pictures,
    frames: frames.length,
    'longest between frames, ms': longest(frames),
    'longest between turns of the main thread, ms': longest(turns),
    [`turns over ${LONG} ms`]: turns.filter((turn) => turn > LONG).length,
    'longest task, ms': longest(tasks),
  };
}

async function main() {
  const server = serveApplication();
  const browser = await chromium.launch({ executablePath: ensureBrowser(), args: pageFlags });
  try {
    const address = await server.address;
    const trained = [];
    const backends = /** @type {(keyof typeof TITLES)[]} */ (options.backends.split(','));
    for (const backend of Array.from({ length: Number(options.runs) }, () => backends).flat()) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
      const page = await context.newPage();
      await page.goto(address);
      trained.push(await train(page, backend));
      await context.close();
    }
    const device = { processor: cpus()[0]?.model, cores: cpus().length, browser: browser.version() };
    console.log(JSON.stringify({ '300 steps of Bahdanau in the page': trained, device }, null, 2));
  } finally {
    await browser.close();
    server.stop();
  }
}

await main();
