// Inspector and panels in a real browser: settings, weights and mistakes are edited where they are shown, by keyboard too.
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { addNode } from '../../graph/editNodes';
import { connect } from '../../graph/editWires';
import { emptyGraph, type Graph } from '../../graph/graph';
import { createDocumentStore } from '../../store/documentStore';
import { createRunStore } from '../../store/runStore';
import { createViewStore } from '../../store/viewStore';
import { deafEngine } from '../../testing/deafEngine';
import type { Reply } from '../../worker/messages';
import { BottomPanel } from '../panels/BottomPanel';
import { type Workbench, WorkbenchContext } from '../workbench';
import { Inspector } from './Inspector';
import '../theme/global.css';

const chain = (graph: Graph, [from, to]: readonly [string, string]): Graph => {
  const [source, sourcePort] = from.split('.') as [string, string];
  const [target, targetPort] = to.split('.') as [string, string];
  return connect(graph, { source, sourcePort, target, targetPort });
};

const nodes = ['tensor', 'linear', 'score', 'mask', 'softmax'].reduce(
  (graph, type, at) => addNode(graph, { type, position: { x: at, y: 0 } }),
  emptyGraph,
);
const graph = (
  [
    ['tensor.out', 'linear.x'],
    ['linear.out', 'score.query'],
    ['linear.out', 'score.key'],
    ['score.scores', 'mask.scores'],
    ['mask.scores', 'softmax.scores'],
  ] as const
).reduce(chain, nodes);

let place: HTMLElement;
let root: Root;
let workbench: Workbench;
let hear: (reply: Reply) => void;

beforeEach(async () => {
  await page.viewport(1440, 900);
  const document_ = createDocumentStore(graph);
  const run = createRunStore(document_, (listener) => {
    hear = listener;
    return deafEngine;
  });
  workbench = { document: document_, run, view: createViewStore(), engine: deafEngine };
  place = document.createElement('div');
  place.style.cssText = 'display:grid;grid-template-columns:940px 280px;height:640px';
  document.body.append(place);
  root = createRoot(place);
  root.render(
    <WorkbenchContext value={workbench}>
      <div style={{ display: 'flex', height: 300 }}>
        <BottomPanel />
      </div>
      <div style={{ display: 'flex', minHeight: 0 }}>
        <Inspector />
      </div>
    </WorkbenchContext>,
  );
});

afterEach(() => {
  root.unmount();
  place.remove();
});

const select = (id: string): void => workbench.view.getState().select({ nodes: [id] });
const params = (id: string) => workbench.document.getState().graph.nodes.find((node) => node.id === id)?.params;
const weight = () => workbench.document.getState().graph.weights?.['linear.weight'];

function ran(): void {
  const say = (port: string, data: number[]): void =>
    hear({ kind: 'value', run: 1, port, key: 1, shape: [2, 2], data: Float32Array.from(data) });
  say('score.scores', [1, 2, 3, 4]);
  say('mask.scores', [1, Number.NEGATIVE_INFINITY, 3, 4]);
  say('softmax.weights', [1, 0, 0.26894143, 0.7310586]);
  const stats = { live: 3, bytes: 48, launches: 3, compiled: 3, tuned: 0, refused: [], compileMs: 0 };
  hear({ kind: 'done', run: 1, backend: 'cpu', ms: 2, problems: [], stats });
}

test('a setting takes numbers, keeps what it cannot take, and steps are one edit', async () => {
  select('softmax');
  const field = page.getByRole('spinbutton', { name: 'Temperature' });
  await field.fill('hot');
  await userEvent.keyboard('{Enter}');
  await expect.element(field).toHaveValue('hot');
  await expect.element(page.getByText(/“hot” is not a number/)).toBeVisible();
  expect(params('softmax')).toBeUndefined();
  await field.fill('2');
  await userEvent.keyboard('{Enter}{ArrowUp}{ArrowUp}');
  expect(params('softmax')).toEqual({ temperature: 2.2 });
  workbench.document.getState().undo();
  expect(params('softmax')).toBeUndefined();
});

test('the kinds of a mask are chosen as pictures, and settings that do not matter are gone', async () => {
  select('mask');
  await expect.element(page.getByRole('radio', { name: 'Causal' })).toBeChecked();
  expect(page.getByRole('spinbutton', { name: 'Window' }).query()).toBeNull();
  page.getByRole('radio', { name: 'Causal' }).element().focus();
  await userEvent.keyboard('{ArrowRight}');
  expect(params('mask')).toEqual({ kind: 'window' });
  await expect.element(page.getByRole('spinbutton', { name: 'Window' })).toBeVisible();
});

test('a weight is drawn again, typed, and put back', async () => {
  select('linear');
  await page.getByRole('button', { name: 'Draw again' }).first().click();
  expect(weight()).toMatchObject({ scheme: 'torch-linear' });
  await page.getByRole('button', { name: 'Edit' }).first().click();
  await page.getByRole('textbox', { name: 'd1, 1' }).fill('0.25');
  await userEvent.keyboard('{Enter}');
  expect(weight()).toMatchObject({ shape: [3, 2], data: expect.arrayContaining([0.25]) });
  await page.getByRole('button', { name: 'Reset' }).click();
  expect(weight()).toBeUndefined();
});

test('a mistake is said at its node and mended there', async () => {
  const { edit } = workbench.document.getState();
  edit((now) => addNode(now, { type: 'linear', id: 'wide', position: { x: 0, y: 0 }, params: { features: 3 } }));
  edit((now) => chain(chain(now, ['tensor.out', 'wide.x']), ['wide.out', 'score.key']));
  select('score');
  await expect.element(page.getByRole('heading', { name: 'Score needs rows of equal width' })).toBeVisible();
  await page
    .getByRole('region', { name: 'Problem' })
    .getByRole('button', { name: /^Set Linear features to 2/ })
    .click();
  expect(params('wide')).toBeUndefined();
  expect(workbench.document.getState().checked.problems).toEqual([]);
});

test('attention weights show when they are there, with the reason for one', async () => {
  await expect.element(page.getByText('No attention weights yet')).toBeVisible();
  ran();
  await expect.element(page.getByRole('grid', { name: /Softmax · weights/ })).toBeVisible();
  await page.getByRole('gridcell', { name: '0.2689' }).hover();
  await page.getByRole('button', { name: 'Why 0.2689?' }).click();
  await expect.element(page.getByRole('tabpanel')).toHaveTextContent('0.2689 = e3 / (e3 + e4)');
  await page.getByRole('radio', { name: 'Table' }).click();
  await expect.element(page.getByRole('cell', { name: '0 (masked)' })).toBeVisible();
});

test('values of a node that waits stay, and say so', async () => {
  ran();
  workbench.document.getState().edit((now) => ({ ...now, edges: now.edges.filter(({ target }) => target !== 'mask') }));
  await expect
    .element(page.getByText(/These are the values of the last run. It waits for Mask · scores/))
    .toBeVisible();
  await page.getByRole('tab', { name: /Problems/ }).click();
  await expect.element(page.getByText('1 node waits')).toBeVisible();
});
