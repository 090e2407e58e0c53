// What a command may touch of the world around it: files, standard output and error. Knows no command.
import { readFileSync } from 'node:fs';

export interface Terminal {
  /** The result; nothing else goes there. */
  print(text: string): void;
  /** Remarks and refusals for people. */
  remark(text: string): void;
  /** Throws when there is no such file; `-` is standard input. */
  read(path: string): Uint8Array;
}

const STANDARD_INPUT = 0;

export function standardTerminal(): Terminal {
  // Whoever reads the result may stop early, as `head` does: that is no mistake.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return {
    print: (text) => process.stdout.write(`${text}\n`),
    remark: (text) => console.error(text),
    read: (path) => readFileSync(path === '-' ? STANDARD_INPUT : path),
  };
}

/** Wrong usage: a command that cannot be understood. Ends with exit code 2. */
export class UsageError extends Error {}

/** The work itself cannot be done. Ends with exit code 1. */
export class RefusedError extends Error {}
