/** The sample badges of a training tray: drawn as a badge is printed, as one of training, and read from the ink. */
import { must } from '../../core/base/result.ts';
import { sampleBadge, type Sample } from '../../core/people/samples.ts';
import { badgeText } from '../../core/scan/badge.ts';
import { badgeLabel } from '../../core/sticker/badge.ts';
import { commandsOf } from '../../core/sticker/languages/languages.ts';
import { readPrinted } from './virtual-eye.ts';

const STOCK = { width: 60, height: 40, dpmm: 12 } as const;

/** What a scanner reads of it; null of one that cannot be read. */
export function readSampleBadge(sample: Sample): string | null {
  const badge = sampleBadge(sample);
  const facts = { code: badgeText(badge), name: sample.name, id: badge.id, station: 'TRAINING', training: true };
  badge.secret.wipe();
  return readPrinted(commandsOf(must(badgeLabel(facts, STOCK, 'zpl', null)), 'zpl'), 'zpl', STOCK.dpmm)[0] ?? null;
}
