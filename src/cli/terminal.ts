// What a command may touch of the world around it: files, standard output and error. Knows no command.
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

export interface Terminal {
  /** The result; nothing else goes there. */
  print(text: string): void;
  /** Remarks and refusals for people. */
  remark(text: string): void;
  /** Throws when there is no such file; `-` is standard input. */
  read(path: string): Uint8Array;
  /** A file of weights that came with the program, by its bare name. Throws when there is none. */
  shipped(name: string): Uint8Array;
  /** The file is there whole or stays as it was. Throws when it cannot be written. */
  write(path: string, bytes: Uint8Array): void;
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
    shipped: (name) => readFileSync(new URL(`../../public/${name}`, import.meta.url)),
    write: writeWhole,
  };
}

/** Written under another name first: only a whole file gets the name. */
function writeWhole(path: string, bytes: Uint8Array): void {
  const partial = `${path}.${process.pid}.part`;
  try {
    writeFileSync(partial, bytes);
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}

/** Wrong usage: a command that cannot be understood. Ends with exit code 2. */
export class UsageError extends Error {}

/** The work itself cannot be done. Ends with exit code 1. */
export class RefusedError extends Error {}
