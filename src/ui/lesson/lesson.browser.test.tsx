// Holds: a lesson points at nodes and gives way to what is selected, steps along the timeline say what changed, and scrubbing runs nothing.
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { type CreatedWorkbench, createWorkbench } from '../../store/createWorkbench';
import { deafEngine } from '../../testing/deafEngine';
import type { EngineClient } from '../../worker/client';
import type { Reply } from '../../worker/messages';
import { App } from '../App';
import '../theme/global.css';

const ran = vi.fn(() => 1);
const engine: EngineClient = { ...deafEngine, run: ran };

let root: Root;
let workbench: CreatedWorkbench;
let hear: (reply: Reply) => void;

beforeEach(async () => {
  await page.viewport(1440, 900);
  const connect = (listener: typeof hear): EngineClient => {
    hear = listener;
    return engine;
  };
  workbench = await createWorkbench({ stored: async () => undefined, keep: () => undefined, connect });
  const host = document.body.appendChild(document.createElement('div'));
  host.style.height = '100%';
  root = createRoot(host);
  root.render(<App workbench={workbench} />);
  await expect.element(page.getByRole('region', { name: 'Graph' })).toBeVisible();
});

afterEach(() => {
  root.unmount();
  document.body.replaceChildren();
});

const view = () => workbench.view.getState();
const lesson = () => page.getByRole('region', { name: 'Lesson' });

async function open(title: string): Promise<void> {
  await page.getByRole('button', { name: title, exact: true }).click();
  await expect.poll(() => workbench.document.getState().graph.title).toBe(title);
}

test('a lesson goes step by step, by button and by key, and the canvas points at its nodes', async () => {
  await open('RNN encoder-decoder');
  await expect.element(lesson().getByText('Step 1 of 6')).toBeVisible();
  const [first, second] = workbench.document.getState().graph.lesson ?? [];
  await expect.poll(() => view().pointed).toEqual(first?.nodes);
  await lesson().getByRole('button', { name: 'Next', exact: true }).click();
  await expect.poll(() => view().pointed).toEqual(second?.nodes);
  await userEvent.keyboard('b');
  await expect.element(lesson().getByText('Step 1 of 6')).toBeVisible();
  await expect.element(lesson().getByRole('button', { name: 'Back', exact: true })).toBeDisabled();
});

test('the name of a node shows it and keeps the lesson; selecting shows the inspector, and the tab brings the lesson back', async () => {
  await open('RNN encoder-decoder');
  await lesson().getByRole('button', { name: 'Encoder', exact: true }).first().click();
  expect(view().selection.nodes).toEqual(['encoder']);
  await expect.element(lesson()).toBeVisible();
  view().select({ nodes: ['source'] });
  await expect.element(page.getByRole('region', { name: 'What is selected' })).toBeVisible();
  expect(view().pointed).toEqual([]);
  await page.getByRole('tab', { name: 'Lesson' }).click();
  await expect.element(lesson()).toBeVisible();
});

test('a step along the timeline lists what is new, kept and gone, until Esc or the first edit', async () => {
  await open('RNN encoder-decoder');
  await userEvent.keyboard(']');
  await expect.poll(() => workbench.document.getState().graph.title).toBe('LSTM encoder-decoder');
  const legend = page.getByRole('region', { name: 'Changes since RNN encoder-decoder' });
  await expect.element(legend).toBeVisible();
  await legend.getByRole('button', { name: 'List' }).click();
  const list = page.getByRole('dialog', { name: 'Nodes since RNN encoder-decoder' });
  await expect.element(list.getByRole('region', { name: 'New' }).getByText('First cell state')).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(list).not.toBeInTheDocument();
  await userEvent.keyboard('{Escape}');
  await expect.element(legend).not.toBeInTheDocument();
  await userEvent.keyboard('[[');
  await expect.poll(() => view().difference?.since).toBe('LSTM encoder-decoder');
  workbench.document.getState().edit((graph) => ({ ...graph, title: 'Mine' }));
  await expect.poll(() => view().difference).toBeUndefined();
});

test('the sentence of the notes opens by one click, and the page says whose weights these are', async () => {
  await open('RNN encoder-decoder');
  const about = page.getByRole('region', { name: 'About this preset' });
  await expect.element(about).toHaveTextContent('Trained weights.');
  await about.getByRole('button', { name: 'Use the sentence of the notes' }).click();
  const text = () => workbench.document.getState().graph.nodes[0]?.params;
  await expect.poll(() => text()?.text).toContain('station number 93');
  await expect.element(about).toHaveTextContent('These embeddings are untrained');
  expect(workbench.document.getState().checked.problems).toEqual([]);
  await about.getByRole('button', { name: 'Back to the published tokens' }).click();
  // The preset is read again from its file.
  await expect.poll(() => String(text()?.text)).not.toContain('station');
  expect(text()).toMatchObject({ sourceVocabulary: 'german' });
});

test('scrubbing shows another step and runs nothing', async () => {
  await open('RNN encoder-decoder');
  const data = Float32Array.from({ length: 48 }, (_, at) => (at < 16 ? 0.75 : 0));
  hear({ kind: 'value', run: 1, port: 'encoder-cell.hidden', key: 1, shape: [3, 1, 16], data });
  const stats = { live: 1, bytes: 1, launches: 1, compiled: 1, tuned: 0, refused: [], compileMs: 0 };
  hear({ kind: 'done', run: 1, backend: 'cpu', ms: 1, problems: [], stats });
  view().select({ nodes: ['encoder'] });
  const inspector = page.getByRole('region', { name: 'What is selected' });
  const slider = inspector.getByRole('slider', { name: 'Encoder, step' });
  await expect.element(slider).toHaveAttribute('aria-valuetext', 'step 3 of 3, neunzig');
  await expect.element(inspector.getByText('Norm', { exact: true })).toBeVisible();
  const before = ran.mock.calls.length;
  (slider.element() as HTMLElement).focus();
  await userEvent.keyboard('{Home}');
  await expect.element(slider).toHaveAttribute('aria-valuetext', 'step 1 of 3, drei');
  await expect.element(inspector.getByText('3.0000')).toBeVisible();
  await inspector.getByRole('button', { name: 'Play the steps' }).click();
  await expect.element(slider).toHaveAttribute('aria-valuetext', 'step 3 of 3, neunzig');
  await expect.element(inspector.getByRole('button', { name: 'Play the steps' })).toBeVisible();
  expect(ran.mock.calls.length).toBe(before);
});
