// What every node type promises: one body of tests over all of them, whatever they are.
import katex from 'katex';
import { afterAll, describe, expect, it } from 'vitest';
import { gpuKernels } from '../kernels/gpujs';
import { wasmKernels } from '../kernels/wasm';
import { isUnknown } from '../tensor/dim';
import { parsePattern } from '../tensor/pattern';
import { seedFromName } from '../tensor/random/schemes';
import { count } from '../tensor/tensor';
import {
  asTensor,
  type Case,
  casesOf,
  type Given,
  type Linked,
  linkNode,
  randomCells,
  row,
  runGradients,
  runProgram,
} from '../testing/nodeRun';
import { filled } from '../testing/opCases';
import { assertSame } from '../testing/oracle';
import { throughFile } from '../testing/paramFile';
import type { NodeType } from './node';
import { nodeType, nodeTypes } from './registry';

const files = import.meta.glob<Record<string, unknown>>(['./*/*.ts', '!./*/*.test.ts'], { eager: true });
const backends = { wasm: wasmKernels(), cpu: gpuKernels('cpu'), webasm: gpuKernels('webasm') };

const isFloat = ({ dtype = 'float' }: { dtype?: string }): boolean => dtype === 'float';

/** Random cotangents; 0 where the output is no number, as a loss that reads it would be none either. */
function cotangentsOf(node: NodeType, outputs: Record<string, Given>): Record<string, Given> {
  const floats = Object.entries(outputs).filter(([port]) => isFloat(node.outputs[port] ?? {}));
  return Object.fromEntries(
    floats.map(([port, { shape, data }]) => {
      const random = randomCells(`cotangent ${port}`, shape);
      return [port, { shape, data: Array.from(random.data, (g, i) => (Number.isFinite(data[i]) ? g : 0)) }];
    }),
  );
}

/** Inputs whose gradient is asked for: measurements and weights, not ids and not zeros and ones that switch. */
const differentiable = ({ traced, feeds }: Linked): string[] =>
  traced.program.inputs
    .filter(({ name, value }) => isFloat(traced.program.types[value] ?? {}) && feeds[name]?.below === undefined)
    .map(({ name }) => name);

/** The same before a test runs: an example that does not link fails where its shapes are tested. */
function inputsOf(node: NodeType, setting: Case): string[] {
  try {
    return differentiable(linkNode(node, setting));
  } catch {
    return [];
  }
}

const dot = (outputs: Record<string, Given>, cotangents: Record<string, Given>): number =>
  Object.entries(cotangents).reduce(
    (sum, [port, { data }]) =>
      sum + Array.from(data).reduce((s, g, i) => (g === 0 ? s : s + g * (outputs[port]?.data[i] as number)), 0),
    0,
  );

/** (f(x + e) - f(x - e)) / 2e for every cell of one input. */
async function centralDifferences(linked: Linked, name: string, cotangents: Record<string, Given>): Promise<number[]> {
  const { traced, feeds, sizes } = linked;
  const { shape, data } = feeds[name] as Given;
  const lossAt = async (cell: number, by: number): Promise<number> => {
    const moved = { shape, data: Array.from(data, (x, i) => (i === cell ? x + by : x)) };
    return dot(await runProgram(traced.program, { ...feeds, [name]: moved }, sizes), cotangents);
  };
  const step = 1e-5;
  const slopes: number[] = [];
  for (let cell = 0; cell < count(shape); cell++) {
    slopes.push(((await lossAt(cell, step)) - (await lossAt(cell, -step))) / (2 * step));
  }
  return slopes;
}

const norm = (cells: readonly number[]): number => Math.hypot(...cells);

function relativeError(actual: readonly number[], expected: readonly number[]): number {
  const scale = Math.max(norm(actual), norm(expected), 1e-6);
  return norm(actual.map((v, i) => v - (expected[i] as number))) / scale;
}

/** Every port in use takes and gives leading axes. */
const takesBatches = (node: NodeType, { inputs }: Case): boolean => {
  const ports = [...Object.keys(inputs).map((port) => node.inputs[port]), ...Object.values(node.outputs)];
  return Object.keys(inputs).length > 0 && ports.every((port) => port && parsePattern(port.shape).batched);
};

const BATCH = 3;

/** The same kind of input with a leading axis, every row of it different. */
function batched(port: string, { shape, below }: Given): Given {
  const draw = below === undefined ? undefined : (u: number) => Math.floor(u * below);
  const { data } = filled([BATCH, ...shape], seedFromName(`batch ${port}`), draw);
  return { shape: [BATCH, ...shape], data, ...(below === undefined ? {} : { below }) };
}

it('finds every file below nodes/, one node type in each', () => {
  expect(nodeTypes.length).toBe(Object.keys(files).length);
  expect(new Set(nodeTypes.map(({ id }) => id)).size).toBe(nodeTypes.length);
  for (const [path, exports] of Object.entries(files)) {
    const [node, ...others] = Object.values(exports).filter((value) => nodeTypes.includes(value as NodeType));
    expect(others).toEqual([]);
    const { id, category } = node as NodeType;
    expect(path).toBe(`./${category}/${id}.ts`);
    expect(nodeType(id)).toBe(node);
  }
});

afterAll(() => {
  for (const kernels of Object.values(backends)) kernels.dispose();
});

describe.each(nodeTypes.map((node) => [node.id, node] as const))('%s', (_id, node) => {
  const cases = casesOf(node);

  it('explains itself, its ports and its params', () => {
    expect(node.title).toMatch(/^[A-Z]/);
    expect(node.summary).toMatch(/^[A-Z][^.]*\.$/);
    expect(() => katex.renderToString(node.formula, { throwOnError: true, strict: 'error' })).not.toThrow();
    for (const { doc } of [
      ...Object.values(node.inputs),
      ...Object.values(node.outputs),
      ...Object.values(node.params),
    ])
      expect(doc.trim()).not.toBe('');
  });

  it('has an example of every choice', () => {
    const settings = cases.map(({ params }) => params);
    for (const [name, param] of Object.entries(node.params)) {
      const tried = settings.map((params) => params[name] ?? param.default);
      expect(tried).toEqual(expect.arrayContaining([...(param.options ?? [])]));
    }
  });

  it('has params that survive a file', () => {
    for (const [name, { default: initial, ...param }] of Object.entries(node.params)) {
      for (const value of [initial, ...cases.flatMap(({ params }) => (name in params ? [params[name]] : []))]) {
        expect(throughFile(param, value)).toEqual(value);
        expect(param.problem(value as never)).toBeUndefined();
      }
    }
    for (const { params } of cases) for (const name of Object.keys(params)) expect(node.params).toHaveProperty(name);
  });

  describe.each(cases.map((setting) => [setting.label, setting] as const))('%s', (_label, setting) => {
    it('gives the shapes that its ports declare', () => {
      const { traced } = linkNode(node, setting);
      expect(Object.keys(traced.outputs)).toEqual(Object.keys(node.outputs));
      const bound = { ...traced.dims };
      for (const [port, { shape, dtype = 'float' }] of Object.entries(node.outputs)) {
        const type = traced.outputs[port];
        const { any, batched: leads, names } = parsePattern(shape);
        const dims = type?.dims ?? [];
        expect(type?.dtype).toBe(dtype);
        expect(dims.filter(isUnknown)).toEqual([]);
        if (any) continue;
        expect(leads ? dims.length >= names.length : dims.length === names.length).toBe(true);
        names.forEach((name, i) => {
          const dim = dims[dims.length - names.length + i];
          bound[name] ??= dim as number;
          expect(`${name} = ${dim}`).toBe(`${name} = ${bound[name]}`);
        });
      }
    });

    const smooth = node.example.gradient !== 'kinked' && Object.values(node.outputs).some(isFloat);
    const wrt = smooth ? inputsOf(node, setting) : [];
    it.each(wrt)('has the gradient of central differences for %s', async (name) => {
      const linked = linkNode(node, setting);
      const outputs = await runProgram(linked.traced.program, linked.feeds, linked.sizes);
      const cotangents = cotangentsOf(node, outputs);
      const grads = await runGradients(linked, cotangents, [name]);
      const expected = await centralDifferences(linked, name, cotangents);
      const actual = Array.from(grads[`gradient:${name}`]?.data ?? expected.map(() => 0));
      expect(relativeError(actual, expected)).toBeLessThan(1e-4);
    });

    it.each(Object.entries(backends))('is on %s what it is in float64, gradients too', async (_backend, kernels) => {
      const linked = linkNode(node, setting);
      const outputs = await runProgram(linked.traced.program, linked.feeds, linked.sizes);
      const cotangents = cotangentsOf(node, outputs);
      const inputs = differentiable(linked);
      const expected = await runGradients(linked, cotangents, inputs);
      const actual = await runGradients(linked, cotangents, inputs, kernels);
      expect(Object.keys(actual)).toEqual(Object.keys(expected));
      for (const [name, cells] of Object.entries(expected)) {
        assertSame(`${node.id} ${name}`, asTensor(actual[name] as Given), asTensor(cells));
      }
      expect(kernels.stats().live).toBe(0);
    });
  });

  const batches = cases.filter((setting) => takesBatches(node, setting));
  it.each(batches)('treats every row of a batch alone: $label', async (setting) => {
    const inputs = Object.fromEntries(
      Object.entries(setting.inputs).map(([port, list]) => [port, list.map((one) => batched(port, one))]),
    );
    const whole = linkNode(node, { ...setting, inputs });
    const outputs = await runProgram(whole.traced.program, whole.feeds, whole.sizes);
    for (let k = 0; k < BATCH; k++) {
      const alone = Object.entries(inputs).map(([port, list]) => [port, list.map((one) => row(one, k))] as const);
      const single = linkNode(node, { ...setting, inputs: Object.fromEntries(alone) });
      const expected = await runProgram(single.traced.program, { ...whole.feeds, ...single.feeds }, single.sizes);
      for (const [port, cells] of Object.entries(expected)) {
        assertSame(`${port}, row ${k}`, asTensor(row(outputs[port] as Given, k)), asTensor(cells));
      }
    }
  });
});
