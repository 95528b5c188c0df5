/** What a laser's template gives its power by: the zones, told apart by what is etched there. */
import type { Etched, Layout, MarkName } from '../card.ts';

export type LayerName = Exclude<MarkName, 'passphrase'> | Etched;

/** The layer of a zone: a passphrase and a confirmation code stand in one place but never on one layer. */
export const layerOf = (layout: Layout, zone: MarkName): LayerName => (zone === 'passphrase' ? layout.etched : zone);
