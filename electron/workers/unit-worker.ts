import { Worker } from 'node:worker_threads';
import { UNITS_ALONE } from './protocol.ts';

/** What one may keep of its own, in MiB: it lives from unit to unit, and rubbish is cheaper collected than kept. */
const LIMITS = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 64 } as const;

/** Starts a derivation worker (`path`: kdf.ts as it was bundled) that makes units and nothing else. */
export const startUnitWorker = (path: string): Worker =>
  new Worker(path, { workerData: UNITS_ALONE, resourceLimits: LIMITS });
