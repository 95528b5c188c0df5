/** Looking for secrets among all that a station and its window have on disk. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Every plain file below a directory, whole, those of the window's own profile among them. */
const filesBelow = (directory: string): readonly Buffer[] =>
  readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return entry.isFile() ? [readFileSync(path)] : [];
  });
/** Which of the secrets still lie there, as they are, in hex or in Base64. */
export function found(secrets: Readonly<Record<string, Buffer>>, directory: string): readonly string[] {
  const files = filesBelow(directory);
  const shapes = (secret: Buffer) => [
    secret,
    Buffer.from(secret.toString('hex')),
    Buffer.from(secret.toString('base64')),
  ];
  return Object.entries(secrets).flatMap(([name, secret]) =>
    shapes(secret).some((shape) => files.some((file) => file.includes(shape))) ? [name] : [],
  );
}
