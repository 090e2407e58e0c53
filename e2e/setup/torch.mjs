// Where the PyTorch of the exporters' tests comes from. Knows no test runner.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** A Python of its own may hide the one that the system's packages belong to. */
const PYTHONS = [process.env.PYTHON, 'python3', '/usr/bin/python3'].filter((python) => python !== undefined);

const FINDS = 'import importlib.util, sys; sys.exit(importlib.util.find_spec("torch") is None)';

/**
 * A Python that has PyTorch: PYTHON, then those on the PATH and of the system.
 * @returns {string | undefined} the program to start
 */
export function findTorch() {
  return PYTHONS.find((python) => spawnSync(python, ['-c', FINDS], { stdio: 'ignore' }).status === 0);
}

/** @param {string[]} args */
const install = (...args) => spawnSync('apt-get', args, { stdio: ['ignore', 2, 2] }).status === 0;

/**
 * Like `findTorch`, and installs it from Debian's packages where that is possible. Without it the tests that compare with
 * PyTorch count as skipped.
 * @returns {string | undefined}
 */
export function ensureTorch() {
  const found = findTorch();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    console.error('No PyTorch found: installing python3-torch for the tests.');
    if (install('update') && install('install', '-y', '--no-install-recommends', 'python3-torch')) return findTorch();
  }
  console.error(
    'No PyTorch: what compares with it is skipped. Install python3-torch, or set PYTHON to one that has it.',
  );
  return undefined;
}
