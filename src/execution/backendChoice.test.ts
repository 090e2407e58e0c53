// Which backend is taken by what was measured, and when a graph stays where it is.
import { expect, it } from 'vitest';
import { createKernels } from '../kernels/devices';
import { check, node, wires } from '../testing/build';
import { chooseByFigures, estimate, workOf } from './backendChoice';
import { measureBackend } from './calibrate';

const cpu = { launch: 0.004, trip: 0, rate: 400_000 };
const gpu = { launch: 0.1, trip: 1, rate: 40_000_000 };
const calibration = { cpu, webgl2: gpu };

it('takes what has the cheaper launches for a small graph and the faster arithmetic for a large one', () => {
  const small = chooseByFigures({ launches: 60, flops: 1e4 }, calibration, ['webgl2', 'cpu'], 'webgl2');
  expect(small).toEqual({
    backend: 'cpu',
    reason: 'Measured here: about 0.3 ms for this graph, against 7.0 on webgl2.',
  });
  const large = chooseByFigures({ launches: 30, flops: 1e9 }, calibration, ['webgl2', 'cpu'], 'webgl2');
  expect(large.backend).toBe('webgl2');
});

it('stays where the graph runs while moving would save too little', () => {
  const work = { launches: 30, flops: 1.9e6 };
  expect(estimate(work, gpu)).toBeLessThan(estimate(work, cpu));
  expect(chooseByFigures(work, calibration, ['webgl2', 'cpu'], 'cpu')).toEqual({
    backend: 'cpu',
    reason: 'cpu goes on: about 4.9 ms for this graph, and moving to webgl2 would save too little.',
  });
  expect(chooseByFigures({ launches: 30, flops: 1e9 }, calibration, ['webgl2', 'cpu'], 'cpu').backend).toBe('webgl2');
});

it('goes on with what runs until anything is measured', () => {
  expect(chooseByFigures({ launches: 1, flops: 1 }, {}, ['wasm', 'cpu'], 'wasm')).toEqual({
    backend: 'wasm',
    reason: 'wasm runs until the backends are measured.',
  });
});

it('counts what every node launches, those of waiting nodes left out', () => {
  const x = node('x', 'tensor', { values: [[1, 2]] });
  const graph = {
    nodes: [x, node('act', 'activation', { kind: 'tanh' }), node('alone', 'activation')],
    edges: wires('x.out > act.x'),
  };
  expect(workOf(check(graph))).toEqual({ launches: 1, flops: 2 });
});

it.each(['wasm', 'webasm', 'cpu'] as const)('measures %s and leaves nothing behind', async (backend) => {
  const kernels = createKernels(backend);
  const { launch, trip, rate } = await measureBackend(kernels);
  expect(launch).toBeGreaterThan(0);
  expect(trip).toBeGreaterThanOrEqual(0);
  expect(rate).toBeGreaterThan(0);
  expect(kernels.stats().live).toBe(0);
  kernels.dispose();
});
