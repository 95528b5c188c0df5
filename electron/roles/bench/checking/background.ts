/**
 * Imported before everything else that pre-verifies, which is much to be read at its start: whoever has a card in hand goes
 * first, with the station's own workers before these, and its window before both.
 */
import { giveWay } from '../../../workers/priority.ts';

giveWay();
