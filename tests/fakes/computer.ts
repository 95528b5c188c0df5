/** What a computer keeps of its stations outside their directories. */
import { bytesToHex } from '@noble/hashes/utils.js';
import { join } from 'node:path';
import { signingKeyOf, type PublicIdentity } from '../../core/peers/identity.ts';
import { anchorFolder } from '../../electron/station/anchor-folder.ts';

/** Where the anchor outside a station's directory lies. */
export const outsideAnchor = (identity: PublicIdentity): string =>
  join(anchorFolder(), `${bytesToHex(signingKeyOf(identity)).slice(0, 32)}.anchor`);
