/** Everything that the command line can do. */
import { aboutVerbs } from './cli/about.ts';
import { auditVerbs } from './cli/audit.ts';
import { bip38Verbs } from './cli/bip38.ts';
import { journalVerbs } from './cli/journal.ts';
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

/** The table that help, completions and the page of the manual are made from as well. */
export const VERBS: readonly Verb[] = [
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
