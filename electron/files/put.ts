/** One file that is no secret, put into a folder that a person chose. */
import { promises as disk } from 'node:fs';
import { join } from 'node:path';
import { ok, type Result } from '../../core/base/result.ts';
import { diskFault, ourFault, READ_BACK } from './fault.ts';
import { writePart } from './medium.ts';

/** Writes it onto the medium, and reads it back; gives its path. */
export async function putFile(folder: string, name: string, bytes: Uint8Array): Promise<Result<string>> {
  const path = join(folder, name);
  try {
    const part = await writePart(disk, folder, name, bytes);
    await part.publish();
    if (!(await part.holds())) throw ourFault(READ_BACK);
    return ok(path);
  } catch (cause) {
    return diskFault(path, cause);
  }
}
