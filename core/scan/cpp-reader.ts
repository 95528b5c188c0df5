/**
 * Codes in a picture, as zxing-cpp reads them: the library of which zxing's own JavaScript is the elder sister, compiled to
 * WebAssembly. It finds all codes at once and needs a twentieth of the time; what it does not see, `picture.ts` may.
 */
import {
  prepareZXingModule,
  purgeZXingModule,
  readBarcodes,
  type ReaderOptions,
  type ZXingReaderModule,
} from 'zxing-wasm/reader';
import { enlarge, reduce, turn, type Grey } from './grey.ts';
import { LARGE, LEAST_SIDE, MOST_CODES } from './picture.ts';

export interface CppReader extends Disposable {
  /** Every text that can be read, each once. The picture is left as it is; copies of it are wiped. */
  read(picture: Grey): Promise<readonly string[]>;
}

interface View {
  readonly seen: (picture: Grey) => Grey;
  readonly binarizer: Binarizer;
}

type Binarizer = NonNullable<ReaderOptions['binarizer']>;

const asItIs = (picture: Grey): Grey => picture;

/** What one of several codes is missed in, another view may show: all of them are taken. */
const FIRST: readonly View[] = [
  { seen: asItIs, binarizer: 'LocalAverage' },
  { seen: enlarge, binarizer: 'LocalAverage' },
  { seen: (picture) => reduce(picture, 2), binarizer: 'LocalAverage' },
];

/** For a picture that nothing was found in, until something is. */
const LAST: readonly View[] = [
  { seen: asItIs, binarizer: 'GlobalHistogram' },
  { seen: turn, binarizer: 'LocalAverage' },
  { seen: (picture) => reduce(picture, 2), binarizer: 'GlobalHistogram' },
  { seen: (picture) => reduce(picture, 3), binarizer: 'LocalAverage' },
];

/** Its memory is there, and not among its types. */
type Served = ZXingReaderModule & { readonly HEAPU8?: Uint8Array };

/**
 * @param wasm `zxing_reader.wasm`: given, because left alone the library would fetch it. Disposing wipes its memory, and
 *   the reader is over
 */
export async function openCppReader(wasm: ArrayBuffer): Promise<CppReader> {
  const overrides = { wasmBinary: wasm };
  const module: Served = await prepareZXingModule({ overrides, fireImmediately: true });

  async function look(picture: Grey, { seen, binarizer }: View, texts: Set<string>): Promise<void> {
    if (seen === enlarge && Math.max(picture.width, picture.height) > LARGE) return;
    const grey = seen(picture);
    if (Math.min(grey.width, grey.height) >= LEAST_SIDE) {
      const colours = rgbaOf(grey);
      for (const { isValid, text } of await readBarcodes(colours, { ...OPTIONS, binarizer })) {
        if (isValid && text !== '') texts.add(text);
      }
      colours.data.fill(0);
    }
    if (grey !== picture) grey.values.fill(0);
  }

  return {
    async read(picture) {
      const texts = new Set<string>();
      for (const view of FIRST) await look(picture, view, texts);
      for (const view of LAST) if (texts.size === 0) await look(picture, view, texts);
      return [...texts];
    },
    [Symbol.dispose]() {
      module.HEAPU8?.fill(0);
      purgeZXingModule();
    },
  };
}

const OPTIONS: ReaderOptions = {
  formats: ['QRCode', 'DataMatrix'],
  tryHarder: true,
  tryRotate: true,
  tryInvert: true,
  tryDownscale: true,
  textMode: 'Plain',
  maxNumberOfSymbols: MOST_CODES,
};

/** As the library takes pictures: four bytes a dot. */
function rgbaOf({ width, height, values }: Grey) {
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  for (let at = 0; at < values.length; at++) {
    const value = values[at] as number;
    data[4 * at] = value;
    data[4 * at + 1] = value;
    data[4 * at + 2] = value;
  }
  return { data, width, height, colorSpace: 'srgb' as const };
}
