#!/usr/bin/env node
/** The station without a screen: the same recipes, scripted. Secrets come through standard input, never as arguments. */
import './prelude.ts';
import { runLine } from './cli/line.ts';
import { VERBS } from './verbs.ts';
import { version } from '../package.json';

process.umask(0o077);
const stop = new AbortController();
// What is in hand is finished and recorded first; whoever asks again does not wait.
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort());
const { stdout, stderr, env: variables } = process;
void runLine(VERBS, process.argv.slice(2), {
  ...{ dist: __dirname, version, stdout, stderr, variables },
  signal: stop.signal,
}).then((code) => (process.exitCode = code));
