// How long the editor makes people wait: opening a preset to its first pictures, from a page that rests and from one that has
// just come; and other numbers in a row of the inputs to the pixels of what follows from them.
// Medians of nine, printed as one JSON object; nothing is asserted, machines are noisy.

import { cpus } from 'node:os';
import { chromium } from '@playwright/test';
import { ensureBrowser, pageFlags } from '../setup/browser.mjs';
import { serveApplication } from './served.mjs';

const RUNS = 9;
/** @param {number[]} values */
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/**
 * Milliseconds from the click on a preset to the frame in which every node that computes has its picture.
 * @param {import('@playwright/test').Page} page
 * @param {RegExp} name
 * @param {number} pictures
 */
async function openPreset(page, name, pictures) {
  await page.evaluate((wanted) => {
    const told = document.documentElement.dataset;
    let start = 0;
    const look = () => {
      const shown = document.querySelectorAll('.react-flow__node [role="img"]').length;
      if (shown >= wanted) told.opened = String(performance.now() - start);
      else requestAnimationFrame(look);
    };
    const begin = () => {
      start = performance.now();
      requestAnimationFrame(look);
    };
    addEventListener('click', begin, { capture: true, once: true });
  }, pictures);
  await page.getByRole('button', { name }).first().click();
  const opened = page.locator('html[data-opened]');
  await opened.waitFor({ state: 'attached' });
  return Number(await opened.getAttribute('data-opened'));
}

/**
 * Milliseconds from pasting numbers into a row of the inputs to the frame after the one in which the last node's picture has
 * changed: by then it is on screen.
 * @param {import('@playwright/test').Page} page
 * @param {number} run
 */
async function pasteRow(page, run) {
  await page.evaluate(
    (text) => navigator.clipboard.writeText(text),
    Array.from({ length: 3 }, (_, i) => ((run * 3 + i) % 17) / 17).join('\t'),
  );
  await page.evaluate(() => {
    const told = document.documentElement.dataset;
    delete told.painted;
    const picture = () => document.querySelector('.react-flow__node[data-id="context"] [role="img"]')?.innerHTML;
    const before = picture();
    const begin = () => {
      const start = performance.now();
      const painted = () => {
        told.painted = String(performance.now() - start);
      };
      const look = () => requestAnimationFrame(picture() === before ? look : painted);
      look();
    };
    addEventListener('paste', begin, { capture: true, once: true });
  });
  await page.keyboard.press('Control+V');
  const painted = page.locator('html[data-painted]');
  await painted.waitFor({ state: 'attached' });
  return Number(await painted.getAttribute('data-painted'));
}

/**
 * @param {import('@playwright/test').Browser} browser
 * @param {string} address
 */
async function editRows(browser, address) {
  const permissions = ['clipboard-read', 'clipboard-write'];
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, permissions });
  const page = await context.newPage();
  await page.goto(address);
  await openPreset(page, /^Simplified/, 4);
  await page.locator('.react-flow__node[data-id="inputs"]').click();
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  await page
    .getByRole('table', { name: /^Weight/ })
    .getByRole('textbox')
    .first()
    .click();
  const times = [];
  for (let run = -2; run < RUNS; run++) times.push(await pasteRow(page, run + 3));
  await context.close();
  return times.slice(2);
}

async function main() {
  const server = serveApplication();
  const browser = await chromium.launch({ executablePath: ensureBrowser(), args: pageFlags });
  try {
    const address = await server.address;
    /** @type {{ rested: number[], new: number[] }} */
    const opening = { rested: [], new: [] };
    for (let run = 0; run < 2 * RUNS; run++) {
      const rested = run % 2 === 0;
      // A new context each time: nothing is stored, nothing is compiled.
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
      const page = await context.newPage();
      await page.goto(address);
      await page
        .getByRole('button', { name: /^Causal/ })
        .first()
        .waitFor();
      if (rested) await page.waitForLoadState('networkidle');
      opening[rested ? 'rested' : 'new'].push(await openPreset(page, /^Causal/, 9));
      await context.close();
    }
    const device = { processor: cpus()[0]?.model, cores: cpus().length, browser: browser.version() };
    const of = (/** @type {number[]} */ runs) => ({
      median: Math.round(Number(median(runs))),
      runs: runs.map(Math.round),
    });
    const what = { 'page at rest': of(opening.rested), 'page that has just come': of(opening.new) };
    const edited = of(await editRows(browser, address));
    const told = { 'open causal attention to first pictures, ms': what, 'a row of six inputs to pixels, ms': edited };
    console.log(JSON.stringify({ ...told, device }, null, 2));
  } finally {
    await browser.close();
    server.stop();
  }
}

await main();
