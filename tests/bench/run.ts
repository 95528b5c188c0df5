/**
 * Runs the benches: `node build/bench.mjs [--only NAME] [--json] [--electron] [--full]`. build/bench.mjs bundles this file with
 * the derivation worker beside it. A bench is a function that answers with tables; add it to `benches`.
 */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { startUnitWorker } from '../../electron/workers/unit-worker.ts';
import { auditOf } from './audit.ts';
import { derivation } from './derivation.ts';
import { guards } from './guards.ts';
import { journal } from './journal.ts';
import { laser } from './laser.ts';
import { line } from './line.ts';
import { origin } from './origin.ts';
import { pictures } from './pictures.ts';
import { precheck, type Batch } from './precheck.ts';
import { press } from './press.ts';
import { largePress, round } from './round.ts';
import { passes, print } from './table.ts';
import type { Table } from './table.ts';
import { shown } from './shown.ts';
import { units } from './units.ts';
import type { PageBench } from './page.ts';
import type { WindowBench } from './window.ts';

const spawn = (): Worker => new Worker(join(__dirname, 'worker.cjs'));
const spawnForUnits = (): Worker => startUnitWorker(join(__dirname, 'worker.cjs'));

/** Only where there is an Electron to drive: build/bench.mjs says where. */
const given = process.env['TWOFOLD_BENCH_WINDOW'];

/** Where the owner's page lies, and a browser for it. */
const page = process.env['TWOFOLD_BENCH_PAGE'];

/** A large batch, where one was made. */
const batch = process.env['TWOFOLD_BENCH_BATCH'];

const full = process.argv.includes('--full');

const benches: Readonly<Record<string, () => Promise<readonly Table[]>>> = {
  audit: () => auditOf(full ? 5_000_000 : 500_000),
  derivation: () => derivation(spawn),
  units: () => units(spawnForUnits),
  guards,
  journal,
  laser,
  origin: () => origin(spawn),
  pictures,
  press: () => press(spawnForUnits),
  shown,
  ...(batch !== undefined && { precheck: () => precheck(JSON.parse(batch) as Batch) }),
  round: () => round('real', 200),
  line: () => line(full ? 10_000 : 400),
  'large-round': () => round('light', full ? 10_000 : 1_000),
  'large-press': () => largePress(full ? 100_000 : 10_000),
  ...(page !== undefined && {
    page: async () => (await import('./page.ts')).onPage(JSON.parse(page) as PageBench, spawn),
  }),
  // Loaded where it is wanted only: Playwright refuses the Node inside an old Electron.
  ...(given !== undefined && {
    designer: async () => (await import('./designer.ts')).designer(JSON.parse(given) as WindowBench),
    window: async () => (await import('./window.ts')).inWindow(JSON.parse(given) as WindowBench),
    opening: async () => [await (await import('./opening.ts')).opening(JSON.parse(given) as WindowBench)],
  }),
};

async function run(only: string | undefined, json: boolean): Promise<void> {
  const chosen = Object.entries(benches).filter(([name]) => only === undefined || name === only);
  if (chosen.length === 0) throw new Error(`no bench "${only}"; there are: ${Object.keys(benches).join(', ')}`);
  const answers: Record<string, readonly Table[]> = {};
  if (!json) console.log(`${host()}\n`);
  for (const [name, bench] of chosen) {
    const tables = await bench();
    answers[name] = tables;
    if (!json) console.log(tables.map(print).join('\n\n'), '\n');
  }
  const rows = Object.values(answers).flatMap((tables) => tables.flatMap((table) => table.rows));
  const marked = rows.filter((row) => passes(row) !== undefined);
  const passed = marked.filter(passes).length;
  if (json) console.log(JSON.stringify({ host: host(), answers, passed, of: marked.length }, null, 2));
  else console.log(`${passed} of ${marked.length} targets reached`);
}

function host(): string {
  const { electron, v8, node } = process.versions;
  return `${electron === undefined ? `Node ${node}` : `Electron ${electron} (Node ${node})`}, V8 ${v8}`;
}

const option = (name: string): string | undefined => process.argv[process.argv.indexOf(name) + 1];

run(process.argv.includes('--only') ? option('--only') : undefined, process.argv.includes('--json')).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
