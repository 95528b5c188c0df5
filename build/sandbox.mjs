/**
 * Whether Chromium can shut its pages in here: by user namespaces, or by a helper of its own that belongs to root. Where
 * it can do neither, Electron aborts in words that help nobody.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What is asked of the machine; another one in tests. */
const host = {
  platform: process.platform,
  uid: () => process.getuid?.() ?? 0,
  /** `false`: a user may make no namespaces of its own. */
  namespaces() {
    const tried = spawnSync('unshare', ['--user', 'true']);
    if (tried.error === undefined) return tried.status === 0;
    const is = (name, value) => {
      try {
        return readFileSync(`/proc/sys/${name}`, 'utf8').trim() === value;
      } catch {
        return false;
      }
    };
    return !(
      is('kernel/unprivileged_userns_clone', '0') ||
      is('user/max_user_namespaces', '0') ||
      is('kernel/apparmor_restrict_unprivileged_userns', '1')
    );
  },
  /** Whether the helper belongs to root and runs as root. */
  helps(helper) {
    try {
      const { uid, mode } = statSync(helper);
      return uid === 0 && (mode & 0o4001) === 0o4001;
    } catch {
      return false;
    }
  },
};

/**
 * @param {string} electron the binary that is to be run
 * @returns {string | null} what is wrong and the command that mends it, or null where nothing is.
 */
export function sandboxRefusal(electron, { platform, uid, namespaces, helps } = host) {
  if (platform !== 'linux' || uid() === 0) return null;
  const helper = join(dirname(electron), 'chrome-sandbox');
  if (helps(helper) || namespaces()) return null;
  return `this machine lets users make no namespaces, so the window cannot be shut in. Run: sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'`;
}
