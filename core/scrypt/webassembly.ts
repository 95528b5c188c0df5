/**
 * The little of WebAssembly's JavaScript interface that the kernel needs. Core compiles without the DOM's and Node's
 * types, but every place it runs in (Node, Electron, a browser's worker) has this global.
 */
export interface WebAssemblyHost {
  readonly Memory: new (size: { initial: number; maximum: number }) => WasmMemory;
  readonly Module: new (binary: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
  validate(binary: Uint8Array): boolean;
}

export interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

/** The host's WebAssembly, or undefined where there is none (a browser in a locked-down mode). */
export function webAssembly(): WebAssemblyHost | undefined {
  return (globalThis as { readonly WebAssembly?: WebAssemblyHost }).WebAssembly;
}
