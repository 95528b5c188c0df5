/**
 * Builds scrypt's WebAssembly kernel: weaves core/scrypt/romix.as for one to four lanes, compiles it with
 * AssemblyScript and writes core/scrypt/kernel.wasm.ts, which carries the binary as base64 (the station loads no file
 * at run time). Does nothing if that file is already made from these very sources, so every command may call it.
 *
 *   node build/kernel.mjs
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isRun } from './setup.mjs';

const source = fileURLToPath(new URL('../core/scrypt/romix.as', import.meta.url));
const target = fileURLToPath(new URL('../core/scrypt/kernel.wasm.ts', import.meta.url));
const compiler = fileURLToPath(new URL('../node_modules/assemblyscript/package.json', import.meta.url));

const widths = [1, 2, 3, 4];
const options = ['--runtime', 'stub', '--enable', 'simd', '--noAssert', '--importMemory', '-O3', '--converge'];

/** Writes the kernel's module unless it is fresh. Takes about two seconds if not. */
export async function buildKernel() {
  const text = readFileSync(source, 'utf8');
  const mark = `// made from ${fingerprint(text, readFileSync(fileURLToPath(import.meta.url)), readFileSync(compiler))}\n`;
  if (existsSync(target) && readFileSync(target, 'utf8').startsWith(mark)) return;
  const binary = await compile(weave(text));
  const module = `${mark}export const kernelWasm =\n  '${Buffer.from(binary).toString('base64')}';\n`;
  // Two commands may start at once: each writes a file of its own, and the last one to rename it wins.
  const draft = `${target}.${process.pid}`;
  writeFileSync(draft, module);
  renameSync(draft, target);
}

/** AssemblyScript proper from the text of one lane. See the head of core/scrypt/romix.as for the marks. */
export function weave(text) {
  const [plain, woven] = text.split('// woven\n');
  const unrolled = woven.replace(/ *\/\/ four times\n([^]*?) *\/\/ end\n/g, (_, body) => body.repeat(4));
  const lines = (width) => (line) =>
    line.includes('$') ? Array.from({ length: width }, (_, lane) => line.replaceAll('$', String(lane))) : [line];
  return (
    plain +
    widths
      .map((width) => unrolled.replaceAll('WIDTH', String(width)).split('\n').flatMap(lines(width)).join('\n'))
      .join('')
  );
}

/** The WebAssembly binary of an AssemblyScript text. Throws with the compiler's own words if it does not compile. */
export async function compile(text) {
  const { default: asc } = await import('assemblyscript/asc');
  let binary;
  const { error, stderr } = await asc.main(['romix.ts', '--outFile', 'romix.wasm', ...options], {
    readFile: (name) => (name === 'romix.ts' ? text : null),
    writeFile: (name, contents) => {
      if (name === 'romix.wasm') binary = contents;
    },
    listFiles: () => [],
  });
  if (error) throw new Error(`the kernel does not compile: ${stderr.toString()}`, { cause: error });
  return binary;
}

function fingerprint(...parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

if (isRun(import.meta.url)) await buildKernel();
