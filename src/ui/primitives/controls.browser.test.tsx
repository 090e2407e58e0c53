// Holds: the controls keep what is typed, say what is wrong, and do everything by keyboard.
import { useState } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../theme/global.css';
import { Callout } from './Callout';
import { FieldRow } from './FieldRow';
import { Menu } from './Menu';
import { NumberField } from './NumberField';
import { Popover } from './Popover';
import { Segmented } from './Segmented';
import { Tabs } from './Tabs';
import { Tooltip } from './Tooltip';

let root: Root;
beforeEach(() => {
  const host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
});
afterEach(() => {
  root.unmount();
  document.body.replaceChildren();
});

function Features({ onCommit }: { readonly onCommit: (value: number) => void }) {
  const [value, setValue] = useState(2);
  return (
    <FieldRow label="Features" hint="The width of every row.">
      <NumberField
        value={value}
        integer
        min={1}
        max={64}
        onCommit={(next) => {
          setValue(next);
          onCommit(next);
        }}
      />
    </FieldRow>
  );
}

test('a number field keeps text that is no number, says so, and commits on Enter', async () => {
  const onCommit = vi.fn();
  root.render(<Features onCommit={onCommit} />);
  const field = page.getByRole('spinbutton', { name: 'Features' });
  await userEvent.fill(field, 'two');
  await userEvent.tab();
  await expect.element(field).toHaveValue('two');
  await expect.element(field).toHaveAccessibleDescription(/width of every row.*“two” is not a number/);
  expect(onCommit).not.toHaveBeenCalled();
  await userEvent.fill(field, '7');
  await userEvent.keyboard('{Enter}');
  expect(onCommit).toHaveBeenCalledExactlyOnceWith(7);
  await expect.element(field).toBeValid();
});

test('arrow keys step a number within its range and Esc restores it', async () => {
  const onCommit = vi.fn();
  root.render(<Features onCommit={onCommit} />);
  const field = page.getByRole('spinbutton', { name: 'Features' });
  await userEvent.click(field);
  await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}');
  expect(onCommit.mock.calls).toEqual([[1], [1], [2]]);
  await userEvent.keyboard('9x{Escape}');
  await expect.element(field).toHaveValue('2');
});

test('arrow keys choose in a segmented control', async () => {
  const onChange = vi.fn();
  const options = [
    { value: 'start', label: 'Start' },
    { value: 'end', label: 'End' },
  ] as const;
  root.render(
    <FieldRow label="Align">
      <Segmented options={options} value="start" onChange={onChange} />
    </FieldRow>,
  );
  await expect.element(page.getByRole('radiogroup', { name: 'Align' })).toBeVisible();
  await userEvent.tab();
  await userEvent.keyboard('{ArrowRight}');
  expect(onChange).toHaveBeenCalledWith('end');
});

test('a mistake takes the focus to its repair and goes on Esc', async () => {
  const onAct = vi.fn();
  const onDismiss = vi.fn();
  root.render(
    <Callout
      title="Key · out does not fit MatMul · b"
      primary={{ label: 'Insert Transpose', onAct }}
      onDismiss={onDismiss}
      takesFocus
    >
      Widths differ.
    </Callout>,
  );
  await expect.element(page.getByRole('button', { name: 'Insert Transpose' })).toHaveFocus();
  await expect
    .element(page.getByRole('dialog', { name: /does not fit/ }))
    .toHaveAccessibleDescription('Widths differ.');
  await userEvent.keyboard('{Enter}{Escape}');
  expect(onAct).toHaveBeenCalledOnce();
  expect(onDismiss).toHaveBeenCalledOnce();
});

test('tabs walk by arrow keys and show one panel', async () => {
  const tabs = [
    { value: 'attention', label: 'Attention' },
    { value: 'problems', label: 'Problems', count: 1 },
  ] as const;
  function Panels() {
    const [tab, setTab] = useState<'attention' | 'problems'>('attention');
    return (
      <Tabs label="Panels" tabs={tabs} value={tab} onChange={setTab}>
        <p>panel {tab}</p>
      </Tabs>
    );
  }
  root.render(<Panels />);
  await userEvent.click(page.getByRole('tab', { name: 'Attention' }));
  await userEvent.keyboard('{ArrowRight}');
  await expect.element(page.getByRole('tabpanel', { name: 'Problems 1' })).toHaveTextContent('panel problems');
});

test('a menu opens, walks and acts by keyboard, and gives the focus back', async () => {
  const onSelect = vi.fn();
  root.render(
    <Menu
      trigger={<button type="button">File</button>}
      groups={[[{ label: 'New', onSelect: vi.fn() }], [{ label: 'Export', onSelect }]]}
    />,
  );
  await expect.element(page.getByRole('button', { name: 'File' })).toBeVisible();
  await userEvent.tab();
  await userEvent.keyboard('{Enter}');
  await expect.element(page.getByRole('menuitem', { name: 'New' })).toHaveFocus();
  await userEvent.keyboard('{ArrowDown}');
  // The menu moves the focus a task later.
  await expect.element(page.getByRole('menuitem', { name: 'Export' })).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  expect(onSelect).toHaveBeenCalledOnce();
  await expect.element(page.getByRole('button', { name: 'File' })).toHaveFocus();
});

test('a popover opens at its button, takes the focus, and gives it back on Esc', async () => {
  root.render(
    <Popover label="How graphs run" trigger={<button type="button">Ran</button>}>
      <button type="button">Run again</button>
    </Popover>,
  );
  await userEvent.click(page.getByRole('button', { name: 'Ran' }));
  await expect.element(page.getByRole('dialog', { name: 'How graphs run' })).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Run again' })).toHaveFocus();
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('button', { name: 'Ran' })).toHaveFocus();
  expect(page.getByRole('dialog').elements()).toEqual([]);
});

function TwoTips() {
  return (
    <>
      <Tooltip text="Fit the graph" keys="F">
        <button type="button">Fit</button>
      </Tooltip>
      <Tooltip text="Tidy the layout">
        <button type="button">Tidy</button>
      </Tooltip>
    </>
  );
}

test('a tooltip describes what has the focus, one at a time, and goes on Esc', async () => {
  root.render(<TwoTips />);
  const tip = page.getByRole('tooltip');
  await expect.element(page.getByRole('button', { name: 'Fit' })).toBeVisible();
  await userEvent.tab();
  await expect.element(tip).toHaveTextContent('Fit the graphF');
  await expect.element(page.getByRole('button', { name: 'Fit' })).toHaveAccessibleDescription('Fit the graphF');
  await userEvent.hover(page.getByRole('button', { name: 'Tidy' }));
  await expect.element(tip).toHaveTextContent('Tidy the layout');
  await expect.element(page.getByRole('button', { name: 'Fit' })).not.toHaveAccessibleDescription();
  await userEvent.keyboard('{Escape}');
  await expect.element(tip).not.toBeInTheDocument();
});

test('a press takes the tooltip away, and the press still counts', async () => {
  const onClick = vi.fn();
  root.render(
    <Tooltip text="Fit the graph">
      <button type="button" onClick={onClick}>
        Fit
      </button>
    </Tooltip>,
  );
  await userEvent.hover(page.getByRole('button', { name: 'Fit' }));
  await expect.element(page.getByRole('tooltip')).toHaveTextContent('Fit the graph');
  await userEvent.click(page.getByRole('button', { name: 'Fit' }));
  await expect.element(page.getByRole('tooltip')).not.toBeInTheDocument();
  expect(onClick).toHaveBeenCalledOnce();
});
