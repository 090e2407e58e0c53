// Generated PyTorch against the engine: run by a real PyTorch, which compares every value itself.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findTorch } from '../../e2e/setup/torch.mjs';
import type { Checked } from '../execution/checked';
import { check, node, wires } from '../testing/build';
import { soundValues } from '../testing/engineValues';
import { exportCases, overText } from '../testing/exportCases';
import { everyExample, outputCount, presetGraphs, randomGraphs } from '../testing/exportedGraphs';
import { TorchRunner } from '../testing/torchRunner';
import { exportPytorch } from './pytorch';

const python = findTorch();

describe.runIf(python)('run by PyTorch', { timeout: 120_000 }, () => {
  let torch: TorchRunner;
  beforeAll(() => {
    torch = new TorchRunner(python as string);
  });
  afterAll(() => torch.close());

  /** Every output of every node, compared by the file itself. Gives how many were. */
  async function compared(checked: Checked): Promise<number> {
    const values = await soundValues(checked);
    const ports = [...values.keys()];
    const exported = exportPytorch(checked, { ports, values });
    try {
      const printed = await torch.run(exported);
      expect(printed.match(/equals what the workbench showed/g)?.length ?? 0).toBe(ports.length);
    } catch (error) {
      throw new Error(`${(error as Error).message}\n${new TextDecoder().decode(exported.files[0]?.bytes)}`);
    }
    return ports.length;
  }

  it.each([...presetGraphs])('%s gives the values of the engine, at every node', async (_, graph) => {
    const checked = check(graph);
    expect(await compared(checked)).toBe(outputCount(checked));
  });

  it.each(Object.entries(exportCases))('%s', async (_, graph) => {
    expect(await compared(check(graph))).toBe(graph.nodes.filter(({ parent }) => parent === undefined).length);
  });

  it('a text of another length runs through the same module', async () => {
    const [short, long] = [check(overText(3)), check(overText(8))];
    const exported = exportPytorch(short, { values: await soundValues(short) });
    expect(exported.losses).toEqual([]);
    // The classes of one length with the numbers of the other.
    const other = exportPytorch(long, { values: await soundValues(long) });
    const [classes, main] = [exported, other].map(({ files }) =>
      new TextDecoder().decode(files[0]?.bytes).split('if __name__'),
    );
    const code = `${classes?.[0]}if __name__${main?.[1]}`;
    await torch.run({ files: [{ name: 'mixed.py', bytes: new TextEncoder().encode(code) }, ...other.files.slice(1)] });
  });

  it('every example of every node type does', () => everyExample(compared));
  it('random graphs do', () => randomGraphs(compared), 300_000);

  it('a value that is wrong in the fourth digit is found', async () => {
    const graph = {
      nodes: [node('x', 'tensor', { values: [1, 2] }), node('y', 'scale', { factor: 3 })],
      edges: wires('x.out > y.x'),
    };
    const values = new Map([['y.out', { shape: [2], data: Float32Array.of(3, 6.01) }]]);
    await expect(torch.run(exportPytorch(check(graph), { values }))).rejects.toThrow('Mismatched elements: 1 / 2');
  });
});
