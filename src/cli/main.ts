#!/usr/bin/env node
// The command line's entry: words in, exit code out. Knows no command.
import { execute } from './commands';
import { standardTerminal } from './terminal';

process.exitCode = await execute(process.argv.slice(2), standardTerminal());
