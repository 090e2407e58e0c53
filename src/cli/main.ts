#!/usr/bin/env node
// The command line: reads the command and says how it went by the exit code. Knows no page.

const [command] = process.argv.slice(2);
console.error(command ? `Unknown command: ${command}.` : 'Give a command.');
process.exitCode = 2;
