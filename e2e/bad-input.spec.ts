// Bad input gets one clear sentence at its place, and nothing else stops: files leave the open graph as it was, faults stay at their node.
import { chromium, expect, test } from '@playwright/test';
import { ensureBrowser, pageFlags } from './setup/browser.mjs';
import { chooseFile, exportedText, graphText } from './support/files';
import { inspector, node, open, panels, select, wires } from './support/page';
import { showTable } from './support/values';

const NODES = [
  { id: 'a', type: 'tensor', label: 'Inputs', at: [0, 0] },
  { id: 'b', type: 'softmax', at: [1.4, 0] },
] as const;
const GOOD = graphText(NODES, ['a.out b.scores']);
const tooMany = graphText(Array.from({ length: 2001 }, (_, at) => ({ id: `n${at}`, type: 'softmax', at: [0, 0] })));

const files: readonly (readonly [what: string, text: string, path: string, sentence: string])[] = [
  [
    'that is not JSON',
    '{"format": "attention-graph",',
    'line 1, column 30',
    'the file is not JSON: a key in double quotes must stand here, not the end of the file.',
  ],
  [
    'of another program',
    '{"nodes": [], "links": []}',
    'format',
    'must be "attention-graph", but is missing: the file is from another program.',
  ],
  [
    'of a newer version',
    GOOD.replace('"version":1', '"version":2'),
    'version',
    'is 2, but this release reads files up to version 1: open it with a newer release.',
  ],
  [
    'with a wire to a missing node',
    GOOD.replace('"target":"b"', '"target":"c"'),
    'edges[0].target',
    'there is no node "c".',
  ],
  [
    'with a wire to a missing port',
    GOOD.replace('"targetPort":"scores"', '"targetPort":"key"'),
    'edges[0].targetPort',
    '"key" is no input of "b", a Softmax, which has scores.',
  ],
  [
    'with an id that is there twice',
    GOOD.replace('"id":"b"', '"id":"a"'),
    'nodes[1].id',
    '"a" is also the id of nodes[0].',
  ],
  [
    'with a number too large to hold',
    GOOD.replace('"x":280', '"x":1e999'),
    'nodes[1].position.x',
    'must be a number that a computer can hold, but is "1e999".',
  ],
  ['with more nodes than the limit', tooMany, 'nodes', 'has 2001 entries, and 2000 is the most.'],
];

test('a file that cannot be read is refused in one sentence with its path, and the graph stays', async ({ page }) => {
  await open(page);
  await chooseFile(page, GOOD);
  await expect(wires(page)).toHaveCount(1);
  const before = await exportedText(page);
  for (const [what, text, path, sentence] of files) {
    await test.step(`a file ${what}`, async () => {
      await chooseFile(page, text, 'wrong.json');
      const refusal = page.getByRole('dialog', { name: 'wrong.json was not opened' });
      await expect(refusal.getByRole('alert')).toHaveText(`${path} ${sentence}`);
      await expect(refusal).toContainText('The open graph is as it was.');
      await page.keyboard.press('Escape');
      await expect(refusal).toBeHidden();
    });
  }
  expect(await exportedText(page)).toBe(before);
});

test('a file larger than the limit is not even read', async ({ page }) => {
  await open(page);
  await chooseFile(page, Buffer.alloc(9 * 2 ** 20, ' '), 'large.json');
  await expect(page.getByRole('alert')).toHaveText(
    'the file is larger than a graph may be: 9.00 MiB, and 8.00 MiB are the most.',
  );
});

const values = (rows: readonly (readonly number[])[]) => ({ values: rows });
const FAULTY = graphText(
  [
    {
      id: 'good',
      type: 'tensor',
      label: 'Good',
      at: [0, 0],
      params: values([
        [1, 2],
        [3, 4],
      ]),
    },
    { id: 'soft', type: 'softmax', label: 'Healthy', at: [1.4, 0] },
    { id: 'one', type: 'add', label: 'One', at: [2.8, 0] },
    { id: 'two', type: 'activation', label: 'Two', at: [4.2, 0] },
    { id: 'blank', type: 'text', label: 'Blank', at: [0, 1], params: { text: ' ' } },
    { id: 'none', type: 'linear', label: 'None', at: [1.4, 1], params: { features: 0 } },
    { id: 'split', type: 'split-heads', label: 'Parts', at: [2.8, 1], params: { heads: 3 } },
    {
      id: 'zeros',
      type: 'tensor',
      label: 'Zeros',
      at: [0, 2],
      params: values([
        [0, 0],
        [1, 1],
      ]),
    },
    { id: 'mask', type: 'mask', label: 'Forbids', at: [1.4, 2], params: { kind: 'custom' } },
    { id: 'empty', type: 'softmax', label: 'Empty', at: [2.8, 2] },
    { id: 'huge', type: 'tensor', label: 'Huge', at: [4.2, 1], params: values([[1e30, 1e30]]) },
    { id: 'over', type: 'multiply', label: 'Overflow', at: [5.6, 1] },
    { id: 'null', type: 'tensor', label: 'Null', at: [4.2, 2], params: values([[0, 0]]) },
    { id: 'nan', type: 'multiply', label: 'Undefined', at: [5.6, 2] },
  ],
  [
    ...[
      'good.out soft.scores',
      'good.out one.a',
      'two.out one.b',
      'one.out two.x',
      'good.out none.x',
      'good.out split.x',
    ],
    ...[
      'good.out mask.scores',
      'zeros.out mask.allowed',
      'mask.scores empty.scores',
      'huge.out over.a',
      'huge.out over.b',
    ],
    ...['over.out nan.a', 'null.out nan.b'],
  ],
);

const faults: readonly (readonly [node: string, atNode: RegExp, inPanel: string])[] = [
  ['One', /this node waits for itself/i, 'This node waits for itself. One → Two → One.'],
  ['Two', /this node waits for itself/i, 'This node waits for itself. One → Two → One.'],
  ['Blank', /the text is empty/i, 'The text is empty: type at least one word.'],
  ['None', /features is 0/i, 'Features is 0, but must be at least 1.'],
  ['Parts', /does not divide into 3 heads/i, 'A width of d = 2 does not divide into 3 heads. x is T × d = 2 × 2.'],
  ['Empty', /one row of weights has nothing to look at/i, 'One row of weights has nothing to look at.'],
  ['Overflow', /out has values that are not numbers/i, 'Out has values that are not numbers. 2 infinite of 2.'],
  ['Undefined', /out has values that are not numbers/i, 'Out has values that are not numbers. 2 NaN of 2.'],
];

test('a fault is said at its node and in the list of problems, and everything else runs', async ({ page }) => {
  await open(page);
  await chooseFile(page, FAULTY);
  await expect(node(page, 'Healthy').getByRole('img', { name: 'Healthy · weights, 2 × 2' })).toBeVisible();
  for (const [name, sentence] of faults) await expect(node(page, name)).toContainText(sentence);
  await showTable(page, 'Healthy · weights');
  await expect(panels(page).getByRole('cell', { name: '0.2689' })).toHaveCount(2);

  await panels(page)
    .getByRole('tab', { name: `Problems ${faults.length}` })
    .click();
  for (const [name, , sentence] of faults) {
    await expect(
      panels(page)
        .getByRole('listitem')
        .filter({ has: page.getByText(name, { exact: true }) })
        .filter({ hasText: sentence }),
    ).toHaveCount(1);
  }
  await select(page, 'Parts');
  const problem = inspector(page).getByRole('region', { name: 'Problem' });
  await problem.getByRole('button', { name: 'Set heads to 2' }).click();
  await expect(node(page, 'Parts').getByRole('img', { name: 'Parts · out, 2 × 2 × 1' })).toBeVisible();
  await expect(panels(page).getByRole('tab', { name: `Problems ${faults.length - 1}` })).toBeVisible();
});

test('a number out of range is refused in the field, and the graph keeps the old one', async ({ page }) => {
  await open(page);
  await chooseFile(page, graphText([{ id: 'l', type: 'linear', at: [0, 0] }]));
  await select(page, 'Linear');
  const field = inspector(page).getByRole('spinbutton', { name: 'Features' });
  await field.fill('0');
  await page.keyboard.press('Enter');
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toHaveAccessibleDescription('0 is too small. The smallest is 1.');
  expect(await exportedText(page)).not.toContain('"features"');
});

test('without WebGL the page says so and runs on the processor', async ({ baseURL }) => {
  const args = [...pageFlags.filter((flag) => !/swiftshader/.test(flag)), '--disable-gpu'];
  const browser = await chromium.launch({
    executablePath: ensureBrowser(),
    args: [...args, '--disable-software-rasterizer'],
    // The driver's own wish for WebGL in software.
    ignoreDefaultArgs: ['--enable-unsafe-swiftshader'],
  });
  try {
    const page = await browser.newPage({ baseURL: String(baseURL) });
    await open(page);
    await page.getByRole('button', { name: 'Open causal attention' }).click();
    await expect(node(page, 'Softmax').getByRole('img', { name: 'Softmax · weights, 6 × 6' })).toBeVisible();
    await page.getByRole('button', { name: /^Run: wasm · / }).click();
    const menu = page.getByRole('dialog', { name: 'How graphs run' });
    await expect(menu).toContainText('This browser offers no WebGL2, so graphs run on the processor.');
    await expect(menu).toContainText('WebGL2 is not available here.');
    await expect(menu.getByRole('radio', { name: /^webgl2/ })).toHaveCount(0);
  } finally {
    await browser.close();
  }
});
