// Numbers read from the screen, as text, and the published digits they are held against. Knows no test.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { panels } from './page';

export type Printed = number | string | readonly Printed[];

/** What was published under a name: `printed` holds the cells of the source by their numbers. */
export const published = (name: string) =>
  JSON.parse(readFileSync(resolve(import.meta.dirname, `../../graphs/golden/published/${name}.json`), 'utf8')) as {
    readonly printed: Readonly<Record<string, Printed>>;
    readonly tokens: readonly string[];
    readonly inputs: { readonly data: readonly number[] };
    readonly context: { readonly data: readonly number[] };
  };

/** Rows of numbers, from whatever stands around them. */
export function rowsOf(printed: Printed): readonly (readonly number[])[] {
  const list = printed as readonly Printed[];
  if (!Array.isArray(list[0])) return [list.map((cell) => (cell === '-inf' ? Number.NEGATIVE_INFINITY : Number(cell)))];
  return list.flatMap(rowsOf);
}

/** As the page writes a number: four decimals, a true minus sign. */
const shown = (value: number): string => {
  if (value === Number.NEGATIVE_INFINITY) return '−∞';
  return value.toFixed(4).replace('-', '−');
};

export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly [word: string, cells: readonly string[]])[];
}

const valueTable = (page: Page): Locator => panels(page).getByRole('table');

/** Shows an output in the panel, as a table: `Softmax · weights`. */
export async function showTable(page: Page, output: string): Promise<void> {
  const open = panels(page).getByRole('button', { name: 'Open the panel' });
  if (await open.isVisible()) await open.click();
  await panels(page).getByRole('tab', { name: 'Attention' }).click();
  await panels(page)
    .getByRole('button', { name: /^Shown:|^What is shown here/ })
    .click();
  await page.getByRole('menuitemcheckbox', { name: output, exact: true }).click();
  await panels(page).getByRole('radio', { name: 'Table' }).check();
  await expect(valueTable(page).getByRole('caption')).toContainText(output);
}

export async function readTable(page: Page): Promise<Table> {
  // All at one moment: a table that changes while it is read row by row is of no moment.
  return valueTable(page).evaluate((table: HTMLTableElement) => {
    const texts = (cells: Iterable<Element>) => Array.from(cells, ({ textContent }) => textContent ?? '');
    return {
      columns: texts(table.querySelectorAll('th[scope="col"]')),
      rows: Array.from(table.querySelectorAll('tbody > tr'), (row) => {
        const [word = '', ...cells] = texts(row.children);
        return [word, cells] as const;
      }),
    };
  });
}

/** Cells on screen are those digits; a masked pair may say so. */
export async function expectDigits(page: Page, printed: Printed, from = 0): Promise<void> {
  const wanted = rowsOf(printed).map((row) => row.map(shown));
  await expect
    .poll(async () => {
      const { rows } = await readTable(page);
      return rows.slice(from, from + wanted.length).map(([, cells]) => cells.map(plainDigits));
    })
    .toEqual(wanted);
}

const plainDigits = (text: string): string => {
  const plain = text.replace(' (masked)', '');
  return plain === '0' ? '0.0000' : plain;
};
