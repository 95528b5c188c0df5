/** `twofold bench`: the same batch, the same recipe, no screen. */
import { endVerbs } from './end.ts';
import { finishVerbs } from './finish.ts';
import { incidentVerbs } from './incidents.ts';
import { runVerbs } from './run.ts';

export const benchVerbs = [...runVerbs, ...finishVerbs, ...endVerbs, ...incidentVerbs];
