// One process with onnxruntime-node that loads and runs models one after another; what it complains of is kept. Tests only.
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { OnnxExported } from '../exporters/onnx';
import type { Tensor } from '../tensor/tensor';

/** The runtime writes warnings to the error output of its process, past JavaScript: hence a process of its own. */
const SERVER = `
import { createInterface } from 'node:readline';
import * as ort from 'onnxruntime-node';
for await (const line of createInterface({ input: process.stdin })) {
  const { model, feeds } = JSON.parse(line);
  try {
    const session = await ort.InferenceSession.create(Buffer.from(model, 'base64'), { logSeverityLevel: 2 });
    const given = Object.fromEntries(Object.entries(feeds).map(([name, { type, shape, data }]) =>
      [name, new ort.Tensor(type, type === 'int64' ? BigInt64Array.from(data, BigInt) : Float32Array.from(data), shape)]));
    const outputs = await session.run(given);
    const left = Object.entries(outputs).map(([name, { dims, data }]) =>
      [name, { shape: dims, data: Buffer.from(Float32Array.from(data, Number).buffer).toString('base64') }]);
    await session.release();
    console.log(JSON.stringify({ outputs: Object.fromEntries(left) }));
  } catch (error) {
    console.log(JSON.stringify({ error: String(error) }));
  }
}
`;

interface Answer {
  readonly outputs?: Readonly<Record<string, { readonly shape: readonly number[]; readonly data: string }>>;
  readonly error?: string;
}

export class OnnxRunner {
  private readonly child: ChildProcess;
  private readonly waiting: ((answer: Answer) => void)[] = [];
  /** Everything that the runtime wrote to its error output so far. */
  complaints = '';

  constructor() {
    this.child = spawn(process.execPath, ['--input-type=module', '-e', SERVER], { stdio: ['pipe', 'pipe', 'pipe'] });
    this.child.stderr?.on('data', (text) => {
      this.complaints += text;
    });
    this.child.on('exit', () => {
      for (const answer of this.waiting.splice(0)) answer({ error: `the runtime ended: ${this.complaints}` });
    });
    if (!this.child.stdout) throw new Error('the runtime has no output');
    createInterface({ input: this.child.stdout }).on('line', (line) => this.waiting.shift()?.(JSON.parse(line)));
  }

  /** The outputs by name; `feeds` by name of the model's inputs. Throws in the runtime's words. */
  async run({ files, model }: OnnxExported, feeds: ReadonlyMap<string, Tensor>): Promise<Map<string, Tensor>> {
    const given = model.graph.inputs.map(({ name, element }) => {
      const { shape, data } = feeds.get(name) as Tensor;
      return [name, { type: element === 'int64' ? 'int64' : 'float32', shape, data: Array.from(data) }];
    });
    const bytes = Buffer.from(files[0]?.bytes ?? []).toString('base64');
    const answer = await new Promise<Answer>((resolve) => {
      this.waiting.push(resolve);
      this.child.stdin?.write(`${JSON.stringify({ model: bytes, feeds: Object.fromEntries(given) })}\n`);
    });
    if (answer.error !== undefined) throw new Error(answer.error);
    return new Map(
      Object.entries(answer.outputs ?? {}).map(([name, { shape, data }]) => {
        const cells = Buffer.from(data, 'base64');
        return [name, { shape, data: new Float32Array(Uint8Array.from(cells).buffer) }];
      }),
    );
  }

  close(): void {
    this.child.stdin?.end();
  }
}
