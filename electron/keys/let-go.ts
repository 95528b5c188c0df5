/**
 * The platform keeps a private key behind a handle (`KeyObject`), wipes it when it frees it, and frees it when the handle
 * is collected as garbage: which is some time, or never in a process that waits. A lock cannot wait for that.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

let collect: (() => void) | null = null;

/** Collects what nothing refers to any more, so that keys behind handles are wiped now. */
export function letGoOfHandles(): void {
  if (collect === null) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as () => void;
    setFlagsFromString('--no-expose-gc');
  }
  collect();
}
