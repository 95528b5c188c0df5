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
import { USAGE, type CommandLine } from './cli/usage.ts';
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
    process.stderr.write(name === '' ? USAGE : `twofold: there is no command "${name}".\n\n${USAGE}`);
    return 2;
  }
  return command(args, { dist: __dirname, version });
}

process.umask(0o077);
main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.stderr.write(`twofold: ${error instanceof Error ? error.message : 'unknown fault'}\n`);
    process.exitCode = 1;
  },
);
