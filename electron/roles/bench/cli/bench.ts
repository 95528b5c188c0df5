/** `twofold bench`: the same batch, the same recipe, no screen. */
import { asideVerbs } from './aside.ts';
import { endVerbs } from './end.ts';
import { finishVerbs } from './finish.ts';
import { incidentVerbs } from './incidents.ts';
import { recordVerbs } from './records.ts';
import { runVerbs } from './run.ts';
import { benchShareVerbs } from './shares.ts';
import { shiftCheckVerb } from './shift-check.ts';

export const benchVerbs = [
  ...runVerbs,
  shiftCheckVerb,
  ...finishVerbs,
  ...endVerbs,
  ...asideVerbs,
  ...benchShareVerbs,
  ...recordVerbs,
  ...incidentVerbs,
];
