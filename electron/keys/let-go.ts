/**
 * What the platform still has of a key after its owner wiped it.
 *
 * A private key lies behind a handle (`KeyObject`), which is wiped when it is freed, and freed when it is collected as
 * garbage: some time, or never in a process that waits. And a cipher copies its key into an array of up to 64 bytes, which
 * V8 keeps on its own heap: wiping it reaches the copy that `.buffer` made of it, not the first. Such remains lie in the
 * space of young objects until something else is written there.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

let collect: (() => void) | null = null;

/** Small, so that no gap at the end of a page is too small for one; together thrice what V8 lets young objects have. */
const FILLERS = 1_500_000;
/** A few are held at a time: what nobody holds the compiler does not make. */
const HELD = 8;

/** Collects what nothing refers to any more, so that keys behind handles are wiped now, and writes over what is left. */
export function letGoOfKeys(): void {
  if (collect === null) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as () => void;
    setFlagsFromString('--no-expose-gc');
  }
  collect();
  const held: (readonly number[])[] = [];
  for (let made = 0; made < FILLERS; made++) held[made % HELD] = [0, 0, 0, made];
}
