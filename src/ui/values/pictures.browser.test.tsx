// Holds: numbers can be walked, read and edited in a real browser, and a large tensor costs no more than its window.
import { useState } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../theme/global.css';
import type { ValueTensor } from '../../drawing/valueTensor';
import { AttentionLines } from './AttentionLines';
import { GridEditor } from './GridEditor';
import type { NumberGrid } from './gridDraft';
import { Heatmap } from './Heatmap';
import { MiniMatrix } from './MiniMatrix';
import { RowBars } from './RowBars';
import { ValueTable } from './ValueTable';

const weights: ValueTensor = {
  shape: [2, 2],
  data: Float32Array.of(1, 0, 0.25, 0.75),
  kind: 'weights',
  rowLabels: ['Your', 'journey'],
  colLabels: ['Your', 'journey'],
  masked: Uint8Array.of(0, 1, 0, 0),
};
const large: ValueTensor = { shape: [1024, 1024], data: new Float32Array(1024 * 1024).fill(0.5), kind: 'signed' };

let root: Root;
let host: HTMLElement;
beforeEach(() => {
  host = document.body.appendChild(document.createElement('div'));
  host.style.cssText = 'width: 400px; height: 300px; margin: 60px';
  root = createRoot(host);
});
afterEach(() => {
  root.unmount();
  document.body.replaceChildren();
});

test('keys walk the cells of a heatmap and the exact value is shown', async () => {
  const onFocusRow = vi.fn();
  const onPickCell = vi.fn();
  root.render(<Heatmap tensor={weights} label="Attention weights" onFocusRow={onFocusRow} onPickCell={onPickCell} />);
  const grid = page.getByRole('grid', { name: 'Attention weights' });
  await expect.element(grid).toBeVisible();
  await userEvent.tab();
  await userEvent.keyboard('{ArrowDown}{ArrowRight}{Enter}');
  expect(onFocusRow).toHaveBeenLastCalledWith(1);
  expect(onPickCell).toHaveBeenCalledExactlyOnceWith({ row: 1, col: 1 });
  await expect.element(page.getByText('journey → journey: 0.75')).toBeVisible();
  await userEvent.keyboard('{ArrowUp}');
  await expect.element(page.getByText('Your → journey: 0, masked, exactly 0')).toBeVisible();
  const active = host.querySelector('[role=grid]')?.getAttribute('aria-activedescendant') ?? '';
  expect(document.getElementById(active)?.textContent).toBe('0');
});

test('a masked cell has no colour and is hatched, an allowed one is coloured', async () => {
  root.render(<Heatmap tensor={weights} label="Attention weights" />);
  await expect.element(page.getByRole('gridcell', { name: '1.0000' })).toBeVisible();
  const style = (text: string) => getComputedStyle(page.getByRole('gridcell', { name: text, exact: true }).element());
  expect(style('0').backgroundColor).toBe('rgba(0, 0, 0, 0)');
  expect(style('0').backgroundImage).toContain('135deg');
  expect(style('0.7500').backgroundImage).toBe('none');
});

test('a matrix of 1024 x 1024 has only the cells of its window, and its last cell is reached', async () => {
  root.render(<Heatmap tensor={large} label="Large" />);
  await expect.element(page.getByRole('grid', { name: 'Large' })).toBeVisible();
  expect(host.querySelectorAll('td').length).toBeLessThan(800);
  await userEvent.tab();
  await userEvent.keyboard('{Control>}{End}{/Control}');
  await expect.element(page.getByText('1024 → 1024: 0.5')).toBeVisible();
  expect(host.querySelectorAll('td').length).toBeLessThan(800);
});

test('a node picture of many cells has no element per cell, and a small one says its shape', async () => {
  root.render(
    <>
      <MiniMatrix tensor={large} label="Large · out" />
      <MiniMatrix tensor={weights} label="Softmax · weights" />
    </>,
  );
  await expect.element(page.getByRole('img', { name: 'Large · out, 1024 × 1024' })).toBeVisible();
  await expect.element(page.getByText('first 33 × 52 of 1,024 × 1,024')).toBeVisible();
  await expect.element(page.getByRole('img', { name: 'Softmax · weights, 2 × 2' })).toBeVisible();
  expect(host.querySelectorAll('*').length).toBeLessThan(60);
});

test('the table names every value by its words', async () => {
  root.render(<ValueTable tensor={weights} caption="Attention weights" />);
  const table = page.getByRole('table', { name: 'Attention weights, 2 × 2' });
  await expect.element(table.getByRole('rowheader', { name: 'journey' })).toBeVisible();
  await expect.element(table.getByRole('cell', { name: '0 (masked)' })).toBeVisible();
});

test('arrow keys walk the queries of the lines', async () => {
  const onFocusRow = vi.fn();
  root.render(<AttentionLines tensor={weights} focusRow={0} onFocusRow={onFocusRow} />);
  await expect.element(page.getByRole('option', { name: /^journey looks at journey most/ })).toBeVisible();
  await userEvent.tab();
  await userEvent.keyboard('{ArrowDown}');
  expect(onFocusRow).toHaveBeenCalledExactlyOnceWith(1);
});

test('a row says what it sums to and what is masked', async () => {
  root.render(<RowBars tensor={weights} row={0} ownCol={0} />);
  await expect.element(page.getByText('sums to 1.0000')).toBeVisible();
  await expect.element(page.getByText('masked', { exact: true })).toBeVisible();
  await expect.element(page.getByText('Entropy 0.00 of 0.00 bits')).toBeVisible();
});

function Editor() {
  const [grid, setGrid] = useState<NumberGrid>({ rows: 2, cols: 2, values: [1, 2, 3, 4] });
  return (
    <>
      <GridEditor
        {...grid}
        label="Weight"
        rowLetter="d"
        colLetter="k"
        growsTo={{ rows: 8, cols: 8 }}
        onChange={setGrid}
      />
      <output>{grid.values.join(' ')}</output>
    </>
  );
}

test('a grid is typed into by keys; what is no number stays and is explained', async () => {
  root.render(<Editor />);
  await userEvent.click(page.getByRole('textbox', { name: 'd1, k1' }));
  await userEvent.keyboard('-0.5{Enter}x{ArrowUp}{ArrowRight}7{Enter}');
  await expect.element(page.getByText('-0.5 7 3 4')).toBeVisible();
  await expect.element(page.getByRole('textbox', { name: 'd2, k1' })).toHaveValue('x');
  await expect.element(page.getByText('d2, k1: “x” is not a number. Type one, such as 0.5.')).toBeVisible();
});

test('a block from a spreadsheet fills and grows the grid', async () => {
  root.render(<Editor />);
  await userEvent.click(page.getByRole('textbox', { name: 'd2, k1' }));
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', '5\t6\t7\n8\t9\t10\n');
  document.activeElement?.dispatchEvent(
    new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
  );
  await expect.element(page.getByText('1 2 0 5 6 7 8 9 10')).toBeVisible();
});
