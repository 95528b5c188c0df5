#!/usr/bin/env node
/** The station without a screen: the same recipes, scripted. Secrets come through standard input, never as arguments. */
import './prelude.ts';
import { aboutVerbs } from './cli/about.ts';
import { auditVerbs } from './cli/audit.ts';
import { bip38Verbs } from './cli/bip38.ts';
import { journalVerbs } from './cli/journal.ts';
import { runLine } from './cli/line.ts';
import { keepingVerbs } from './cli/keeping.ts';
import { peerVerbs } from './cli/peer.ts';
import { peopleVerbs } from './cli/people.ts';
import { doctorVerbs } from './cli/doctor.ts';
import { stationVerbs } from './cli/station.ts';
import { productVerbs } from './cli/product.ts';
import { transferVerbs } from './cli/transfer.ts';
import type { Verb } from './cli/verb.ts';
import { benchVerbs } from './roles/bench/cli/bench.ts';
import { laserVerbs } from './roles/bench/cli/laser.ts';
import { attestVerb } from './roles/check/cli/attest.ts';
import { siteVerb } from './roles/bench/cli/site.ts';
import { checkVerbs } from './roles/check/cli/check.ts';
import { originVerbs } from './roles/origin/cli/origin.ts';
import { pressVerbs } from './roles/press/cli/press.ts';
import { reportVerbs } from './roles/report.ts';
import { version } from '../package.json';

/** The table of everything that the line can do. */
const VERBS: readonly Verb[] = [
  ...bip38Verbs,
  ...benchVerbs,
  ...laserVerbs,
  ...pressVerbs,
  ...originVerbs,
  ...checkVerbs,
  attestVerb,
  siteVerb,
  ...reportVerbs,
  ...journalVerbs,
  ...stationVerbs,
  ...productVerbs,
  ...keepingVerbs,
  ...doctorVerbs,
  ...auditVerbs,
  ...peerVerbs,
  ...peopleVerbs,
  ...transferVerbs,
  ...aboutVerbs(() => VERBS),
];

process.umask(0o077);
const stop = new AbortController();
// What is in hand is finished and recorded first; whoever asks again does not wait.
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort());
const { stdout, stderr, env: variables } = process;
void runLine(VERBS, process.argv.slice(2), {
  ...{ dist: __dirname, version, stdout, stderr, variables },
  signal: stop.signal,
}).then((code) => (process.exitCode = code));
