import link from 'zxing-wasm/reader/zxing_reader.wasm?url&inline';

/** The WebAssembly of zxing-cpp, as it was written into the bundle: the station loads no file at run time. */
export const cppWasm = (): ArrayBuffer =>
  Uint8Array.from(Buffer.from(link.slice(link.indexOf(',') + 1), 'base64')).buffer;
