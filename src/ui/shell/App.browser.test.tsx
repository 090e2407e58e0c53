// Holds: the page opens presets and files in one step to undo, refuses what it cannot read without a change, and adds nodes by keys.
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { type CreatedWorkbench, createWorkbench } from '../../store/createWorkbench';
import { deafEngine } from '../../testing/deafEngine';
import '../theme/global.css';
import { App } from '../App';

let root: Root;
let workbench: CreatedWorkbench;

async function start(stored?: string): Promise<void> {
  workbench = await createWorkbench({ stored: async () => stored, keep: () => undefined, connect: () => deafEngine });
  const host = document.body.appendChild(document.createElement('div'));
  host.style.height = '100%';
  root = createRoot(host);
  root.render(<App workbench={workbench} />);
  await expect.element(page.getByRole('region', { name: 'Graph' })).toBeVisible();
}

const graph = () => workbench.document.getState().graph;
const types = () => graph().nodes.map(({ type }) => type);

function drop(name: string, text: string): void {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([text], name));
  const carried = { dataTransfer, bubbles: true, cancelable: true };
  document.body.dispatchEvent(new DragEvent('dragover', carried));
  document.body.dispatchEvent(new DragEvent('drop', carried));
}

beforeEach(() => page.viewport(1440, 900));
afterEach(() => {
  root.unmount();
  document.body.replaceChildren();
});

test('a card of the first visit opens a preset, which one undo takes back', async () => {
  await start();
  await page.getByRole('button', { name: 'Open causal attention' }).click();
  await expect.poll(() => graph().title).toBe('Causal attention');
  await expect
    .element(page.getByRole('button', { name: 'Causal attention', exact: true }))
    .toHaveAttribute('aria-current');
  await userEvent.keyboard('{Control>}z{/Control}');
  expect(graph().nodes).toEqual([]);
  await expect.element(page.getByRole('heading', { name: 'Build attention from its parts' })).toBeVisible();
});

test('the sentence of the notes and the published tokens take turns', async () => {
  await start();
  await page.getByRole('button', { name: 'Open simplified self-attention' }).click();
  await page.getByRole('button', { name: 'Use the sentence of the notes' }).click();
  await expect.element(page.getByText('carry no meaning yet')).toBeVisible();
  await page.getByRole('button', { name: 'Back to the published tokens' }).click();
  await expect.element(page.getByRole('button', { name: 'Use the sentence of the notes' })).toBeVisible();
  expect(workbench.document.getState().checked.problems).toEqual([]);
});

test('a file that cannot be read is refused with its path, and nothing changes', async () => {
  await start();
  const before = graph();
  drop('wrong.json', '{"format": "attention-graph", "version": 1, "nodes": [{"id": "a"}], "edges": []}');
  await expect.element(page.getByRole('dialog', { name: 'wrong.json was not opened' })).toBeVisible();
  await expect.element(page.getByRole('alert')).toHaveTextContent('nodes[0].type is missing.');
  expect(graph()).toBe(before);
});

test('a dropped graph opens', async () => {
  await start();
  const text = '{"format": "attention-graph", "version": 1, "title": "Dropped", "nodes": [], "edges": []}';
  drop('graph.json', text);
  await expect.poll(() => graph().title).toBe('Dropped');
});

test('a node is found and added by keys, in the palette and in the list of everything', async () => {
  await start();
  await userEvent.keyboard('/soft{Enter}');
  await expect.poll(types).toEqual(['softmax']);
  await userEvent.keyboard('{Control>}k{/Control}');
  await expect.element(page.getByRole('combobox', { name: 'Find or do anything' })).toBeVisible();
  await userEvent.keyboard('cross{Enter}');
  await expect.poll(types).toEqual(['softmax', 'cross-entropy']);
});

test('a search without a match says so', async () => {
  await start();
  await userEvent.keyboard('/zzz');
  await expect.element(page.getByText('There is no node called “zzz”.')).toBeVisible();
});

test('a stored graph that cannot be read waits for a decision', async () => {
  await start('{"format": "attention-graph", "version": 99, "nodes": [], "edges": []}');
  const question = page.getByRole('alertdialog');
  await expect.element(question).toHaveTextContent('version is 99');
  await page.getByRole('button', { name: 'Start with an empty graph' }).click();
  await expect.element(question).not.toBeInTheDocument();
});

test('the height of the panels follows the keys of its handle', async () => {
  await start();
  const panels = page.getByRole('region', { name: 'Panels' });
  (page.getByRole('separator', { name: 'Height of the panels' }).element() as HTMLElement).focus();
  await userEvent.keyboard('{Home}');
  await expect.poll(() => panels.element().clientHeight).toBeGreaterThan(700);
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => panels.element().clientHeight).toBeLessThan(40);
});
