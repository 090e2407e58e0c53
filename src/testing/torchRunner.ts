// One Python process that runs generated files one after another, since starting PyTorch takes seconds. Tests only.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Exported } from '../exporters/exported';

/** Each line in names a file; each line out says what running it printed, or how it failed. */
const SERVER = `
import contextlib, io, json, runpy, sys, traceback
import torch
torch.set_num_threads(1)
for line in sys.stdin:
    path = json.loads(line)
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed):
            runpy.run_path(path, run_name='__main__')
        answer = {'printed': printed.getvalue()}
    except BaseException:
        answer = {'error': traceback.format_exc(limit=-3)}
    sys.stdout.write(json.dumps(answer) + '\\n')
    sys.stdout.flush()
`;

interface Answer {
  readonly printed?: string;
  readonly error?: string;
}

export class TorchRunner {
  private readonly folder = mkdtempSync(join(tmpdir(), 'torch-'));
  private readonly python: ChildProcess;
  private readonly waiting: ((answer: Answer) => void)[] = [];
  private complaints = '';

  constructor(program: string) {
    this.python = spawn(program, ['-c', SERVER], { stdio: ['pipe', 'pipe', 'pipe'] });
    this.python.stderr?.on('data', (text) => {
      this.complaints += text;
    });
    this.python.on('exit', () => {
      for (const answer of this.waiting.splice(0)) answer({ error: `Python ended: ${this.complaints}` });
    });
    if (!this.python.stdout) throw new Error('Python has no output');
    createInterface({ input: this.python.stdout }).on('line', (line) => this.waiting.shift()?.(JSON.parse(line)));
  }

  /** What running the first file of an export printed. Throws with Python's own words when it failed. */
  async run({ files }: Pick<Exported, 'files'>): Promise<string> {
    for (const { name, bytes } of files) writeFileSync(join(this.folder, name), bytes);
    const answer = await new Promise<Answer>((resolve) => {
      this.waiting.push(resolve);
      this.python.stdin?.write(`${JSON.stringify(join(this.folder, files[0]?.name ?? ''))}\n`);
    });
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer.printed ?? '';
  }

  close(): void {
    this.python.stdin?.end();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
