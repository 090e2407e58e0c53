// Graph files as a user has them: chosen with the browser's own dialog, and kept by exporting. Knows no test.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';

export interface FileNode {
  readonly id: string;
  readonly type: string;
  readonly label?: string;
  /** Column and row, in steps that leave room for wires. */
  readonly at: readonly [column: number, row: number];
  readonly params?: Readonly<Record<string, unknown>>;
}

/** The text of a graph file; wires as `query.out score.query`. */
export function graphText(nodes: readonly FileNode[], wires: readonly string[] = [], more: object = {}): string {
  return JSON.stringify({
    format: 'attention-graph',
    version: 1,
    title: 'Trial',
    nodes: nodes.map(({ at: [column, row], ...node }) => ({ ...node, position: { x: 200 * column, y: 200 * row } })),
    edges: wires.map((wire, at) => {
      const [source, sourcePort, target, targetPort] = wire.split(/[. ]/);
      return { id: `e${at + 1}`, source, sourcePort, target, targetPort };
    }),
    ...more,
  });
}

/** Chooses a file in the dialog of the browser. */
export async function chooseFile(page: Page, text: string | Buffer, name = 'trial.json'): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Control+O')]);
  await chooser.setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
}

export interface Downloaded {
  readonly name: string;
  readonly bytes: Buffer;
  readonly text: string;
}

/** Does what downloads a file. */
export async function downloaded(page: Page, press: () => Promise<void>): Promise<Downloaded> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  const bytes = await readFile(await download.path());
  return { name: download.suggestedFilename(), bytes, text: bytes.toString('utf8') };
}

/** Drops a file on the page, as from the desktop. */
export const dropFile = (page: Page, { name, bytes }: Downloaded): Promise<void> =>
  page.evaluate(
    ({ name, cells }) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([Uint8Array.from(cells)], name));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    },
    { name, cells: [...bytes] },
  );

/** What would be exported now, by keys. */
export const exportedText = async (page: Page): Promise<string> =>
  (await downloaded(page, () => page.keyboard.press('Control+Shift+S'))).text;
