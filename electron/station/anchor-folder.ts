/** Where this computer keeps the anchors of its stations: away from their directories, so that a copy of one has none. */
import { bytesToHex } from '@noble/hashes/utils.js';
import { signingKeyOf, type PublicIdentity } from '../../core/peers/identity.ts';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/**
 * The state folder of this account: `XDG_STATE_HOME` (XDG Base Directory Specification 0.8, which wants relative paths
 * ignored), `LOCALAPPDATA` on Windows, `Application Support` on macOS.
 */
export function anchorFolder(env: NodeJS.ProcessEnv = process.env, platform: string = process.platform): string {
  return join(stateHome(env, platform), 'twofold', 'anchors');
}

function stateHome(env: NodeJS.ProcessEnv, platform: string): string {
  const given = (name: string): string | null => {
    const path = env[name];
    return path !== undefined && isAbsolute(path) ? path : null;
  };
  const own = given('XDG_STATE_HOME');
  if (own !== null) return own;
  if (platform === 'win32') return given('LOCALAPPDATA') ?? join(homedir(), 'AppData', 'Local');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  return join(homedir(), '.local', 'state');
}

/**
 * Where this computer counts wrong passphrases and PINs of a station besides, and notes what was scanned at its door: away
 * from whoever edits its directory.
 */
export const outsideCount = (
  identity: Pick<PublicIdentity, 'signing'>,
  what: 'attempts' | 'people.attempts' | `door-${string}.note`,
): string => join(anchorFolder(), `${bytesToHex(signingKeyOf(identity)).slice(0, 32)}.${what}`);
