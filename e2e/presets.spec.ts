// Every preset opens from the timeline without a problem, shows the published digits, and reads the sentence of the notes.
import { expect, test } from '@playwright/test';
import { rowsOf as rowsOfWidth, splitHeadsByFormula } from '../src/testing/splitHeads';
import { node, open, panels } from './support/page';
import { expectDigits, type Printed, published, readTable, rowsOf, showTable } from './support/values';

const simplified = published('raschka_simplified_self_attention');
const first = published('raschka_self_attention_v1').printed;
const second = published('raschka_self_attention_v2').printed;
const causal = published('raschka_causal_weights');
const wrapper = published('raschka_multihead_wrapper_h2').printed;

interface PresetStory {
  readonly title: string;
  /** What is shown on one of its tables, from one of the rows on. */
  readonly shows: readonly (readonly [output: string, printed: Printed | undefined, from?: number])[];
  /** An output with a row for every word. */
  readonly words: string;
}

const INPUTS = rowsOfWidth([...simplified.inputs.data], 3);

const presets: readonly PresetStory[] = [
  {
    title: 'Simplified self-attention',
    words: 'Softmax · weights',
    shows: [
      ['Score · scores', simplified.printed[49]],
      ['Softmax · weights', simplified.printed[51]],
      ['Context · context', simplified.printed[55]],
    ],
  },
  {
    title: 'Self-attention',
    words: 'Softmax · weights',
    shows: [
      ['Query · out', first[70], 1],
      ['Score · scores', first[77], 1],
      ['Softmax · weights', first[80], 1],
      ['Context · context', first[86]],
    ],
  },
  {
    title: 'Self-attention with Linear layers',
    words: 'Softmax · weights',
    shows: [
      ['Softmax · weights', second[98]],
      ['Context · context', second[89]],
    ],
  },
  {
    title: 'Causal attention',
    words: 'Softmax · weights',
    shows: [
      ['Mask · scores', causal.printed[108]],
      ['Softmax · weights', causal.printed[110]],
      ['Context · context', rowsOfWidth([...causal.context.data], 2)],
    ],
  },
  {
    title: 'Multi-head attention',
    words: 'Softmax 2 · weights',
    // Printed for a batch of the same six words twice.
    shows: [['Concat · out', rowsOf(wrapper[127] ?? []).slice(0, 6)]],
  },
  {
    title: 'Multi-head attention, split heads',
    words: 'Output · out',
    shows: [['Output · out', splitHeadsByFormula(INPUTS)]],
  },
];

const SENTENCE = 'The cat that was sitting on the mat , which was next to the dog , jumped .'.split(' ');

for (const { title, shows, words } of presets) {
  test(`${title} opens from the timeline, shows the published digits, and reads the sentence`, async ({ page }) => {
    await open(page);
    await page.getByRole('list').getByRole('button', { name: title, exact: true }).click();
    await expect(page.getByRole('region', { name: 'About this preset' })).toBeVisible();
    for (const [output, printed, from] of shows) {
      await showTable(page, output);
      await expectDigits(page, printed ?? [], from);
    }
    await expect(page.getByRole('button', { name: /^Run: (webgl2|wasm|webasm|cpu) · / })).toBeVisible();
    await expect(panels(page).getByRole('tab', { name: 'Problems', exact: true })).toBeVisible();

    await page.getByRole('button', { name: 'Use the sentence of the notes' }).click();
    await expect(page.getByText('These embeddings are untrained and carry no meaning yet')).toBeVisible();
    await showTable(page, words);
    await expect.poll(async () => (await readTable(page)).rows.map(([word]) => word)).toEqual(SENTENCE);
    await expect(node(page, 'Tokens').getByRole('list')).toContainText('sitting');
    await expect(panels(page).getByRole('tab', { name: 'Problems', exact: true })).toBeVisible();

    await page.getByRole('button', { name: 'Back to the published tokens' }).click();
    const [output, printed, from] = shows[0] as PresetStory['shows'][number];
    await showTable(page, output);
    await expectDigits(page, printed ?? [], from);
  });
}
