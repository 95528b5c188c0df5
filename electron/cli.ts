#!/usr/bin/env node
/** The station without a screen: the same recipes, scripted. Secrets come through standard input, never as arguments. */
import './prelude.ts';
import { runBench } from './roles/bench/cli/bench.ts';
import { runBip38 } from './cli/bip38.ts';
import { runCheck } from './roles/check/cli/check.ts';
import { runJournal } from './cli/journal.ts';
import { runOrigin } from './roles/origin/cli/origin.ts';
import { runPeer } from './cli/peer.ts';
import { runPress } from './roles/press/cli/press.ts';
import { runStation } from './cli/station.ts';
import { runTransfer } from './cli/transfer.ts';
import { misused, USAGE, usageOf, type CommandLine } from './cli/usage.ts';
import { version } from '../package.json';

const COMMANDS: Readonly<Record<string, CommandLine>> = {
  bip38: runBip38,
  bench: runBench,
  check: runCheck,
  journal: runJournal,
  origin: runOrigin,
  press: runPress,
  station: runStation,
  peer: runPeer,
  transfer: runTransfer,
};

/** Exit codes that no command gives by itself. */
const NOT_WRITTEN = 4;
const BUG = 70;

async function main(): Promise<number> {
  const [name = '', ...args] = process.argv.slice(2);
  if (name === '--version') {
    process.stdout.write(`twofold ${version}\n`);
    return 0;
  }
  if (name === '--help' || name === 'help') {
    process.stdout.write(USAGE);
    return 0;
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined) {
    if (name !== '') return misused(`there is no command "${name}"`);
    process.stderr.write(USAGE);
    return 2;
  }
  if (args.includes('--help')) return help(name, args);
  return command(args, { dist: __dirname, version });
}

/** On standard output, because it was asked for. What is no verb may be a secret in the wrong place: it is not repeated. */
function help(command: string, args: readonly string[]): number {
  const [first = '--help'] = args;
  const text = usageOf(command, first.startsWith('-') ? null : first);
  if (text === null) return misused(`${command} has no such verb`);
  process.stdout.write(text);
  return 0;
}

// Whoever reads has left (`| head -1`): there is nothing to say any more, and nobody to say it to.
let unwritten = false;
process.stdout.on('error', ({ code = 'unknown' }: NodeJS.ErrnoException) => {
  if (code === 'EPIPE' || unwritten) return;
  unwritten = true;
  process.stderr.write(`twofold: the answers cannot be written (${code}); what was done is on record\n`);
});
process.umask(0o077);
main().then(
  (code) => (process.exitCode = unwritten ? NOT_WRITTEN : code),
  (error: unknown) => {
    process.stderr.write(`twofold: ${error instanceof Error ? error.message : 'unknown fault'}\n`);
    process.exitCode = unwritten ? NOT_WRITTEN : BUG;
  },
);
