// The page of the benchmark: what the driver outside may ask for, one case at a time.
import { availableBackends } from '../../../src/kernels/available';
import { caseOf, type MakeRunner } from './attention';
import { measureChecking } from './checking';
import { measureEdits } from './edits';
import { javascript } from './javascript';
import { measureLive } from './live';
import { measureCase } from './measure';
import { onnx } from './onnx';
import { measurePeak, measureProduct } from './peak';
import { measurePieces } from './pieces';
import { measureRecurrence } from './recurrence';
import { tensorflow } from './tensorflow';
import { measureTraining } from './training';
import { workbench } from './workbench';

/** This engine on every backend there is and on its own choice, then the others. */
async function makers(wanted: RegExp): Promise<MakeRunner[]> {
  const own = [...(await availableBackends()).map(({ backend }) => backend), 'auto' as const];
  const named: [string, MakeRunner][] = [
    ...own.map((backend): [string, MakeRunner] => [`workbench ${backend}`, workbench(backend)]),
    ...(['webgl', 'wasm', 'cpu'] as const).map((b): [string, MakeRunner] => [`tfjs ${b}`, tensorflow(b)]),
    ['onnxruntime-web wasm', onnx],
    ['javascript', javascript],
  ];
  return named.filter(([name]) => wanted.test(name)).map(([, make]) => make);
}

const bench = {
  backends: availableBackends,
  attention: async (name: string, wanted = '') => measureCase(caseOf(name), await makers(new RegExp(wanted))),
  checking: measureChecking,
  edits: measureEdits,
  live: measureLive,
  pieces: measurePieces,
  product: measureProduct,
  peak: measurePeak,
  recurrence: measureRecurrence,
  training: measureTraining,
};

export type Bench = typeof bench;

(globalThis as unknown as { bench: Bench }).bench = bench;
