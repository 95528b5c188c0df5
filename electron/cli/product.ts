/** `twofold product`: product files looked at, begun from another, given to a station, and drawn as a card without secrets. */
import { ok, type Result } from '../../core/base/result.ts';
import { formatNames, FORMATS } from '../../core/etch/formats/formats.ts';
import { testCardOf, writeTestCard } from '../../core/etch/test-cards.ts';
import { layoutOf } from '../../core/product/layout.ts';
import { photoFacts } from '../../core/product/photo.ts';
import { checkProduct, productHash, writeProduct } from '../../core/product/product.ts';
import type { Product } from '../../core/product/schema.ts';
import { putFile } from '../files/put.ts';
import { openShelf, readPhotoFile, readProductFile } from '../products/shelf.ts';
import { takeProduct } from '../station/product-handlers.ts';
import { atJournal } from './at-station.ts';
import { choice, directory, file, flag, maybe, misuse, needed, or, textValue } from './form.ts';
import { checkAsked } from './product-check.ts';
import { answer, STATION_OPTIONS, verb, type VerbAnswer } from './verb.ts';

const NAME = textValue('NAME');
/** One that a station knows by name, or a file of it. */
const WHICH = { product: maybe(NAME), file: maybe(file()), station: maybe(directory()) };
const OUT = { out: needed(directory()) };

interface WhichGiven {
  readonly product: string | undefined;
  readonly file: string | undefined;
  readonly station: string | undefined;
}

export const productVerbs = [
  verb({
    name: 'product list',
    options: { station: maybe(directory()) },
    async run({ station = null }) {
      const { products } = await openShelf(station);
      return ok(answer({ products: products.map(shown) }));
    },
  }),
  verb({
    name: 'product show',
    options: WHICH,
    run: (given) =>
      withProduct(given, (product) => Promise.resolve(ok(answer({ ...shown(product), says: told(product) })))),
  }),
  verb({
    name: 'product check',
    options: { file: needed(file()) },
    async run(given) {
      const read = await readProductFile(given.file);
      return read.ok ? ok(answer(shown(read.value))) : read;
    },
  }),
  verb({
    name: 'product new',
    options: {
      ...WHICH,
      name: needed(NAME),
      title: maybe(textValue('TEXT')),
      'shift-check': maybe(checkAsked),
      ...OUT,
    },
    run: (given) =>
      withProduct(given, async (product) => {
        const { name, title = product.title } = given;
        const { check: before, ...rest } = product;
        const check = given['shift-check'] === undefined ? before : given['shift-check'];
        const begun = checkProduct({ ...rest, name, title, revision: 1, ...(check != null && { check }) });
        if (!begun.ok) return begun;
        const bytes = Buffer.from(writeProduct(begun.value));
        const written = await putFile(given.out, `${name}.product.json`, bytes);
        return written.ok ? ok(answer({ ...shown(begun.value), written: written.value })) : written;
      }),
  }),
  verb({
    name: 'product photo',
    options: { ...WHICH, picture: maybe(file()), none: flag, ...OUT },
    run: (given) =>
      withProduct(given, async (product) => {
        const { picture, none, out } = given;
        const names = '--picture FILE | --none';
        if ((picture === undefined) !== none) return misuse('go-together', `Give ${names}.`, { names });
        const { photo: _, ...metal } = product.metal;
        const photo = picture === undefined ? ok(null) : await readPhotoFile(picture);
        if (!photo.ok) return photo;
        const bare = photo.value === null ? metal : { ...metal, photo: photo.value };
        const made = checkProduct({ ...product, revision: product.revision + 1, metal: bare });
        if (!made.ok) return made;
        const written = await putFile(out, `${product.name}.product.json`, Buffer.from(writeProduct(made.value)));
        return written.ok ? ok(answer({ ...shown(made.value), written: written.value })) : written;
      }),
  }),
  verb({
    name: 'product add',
    options: { ...STATION_OPTIONS, file: needed(file()) },
    async run(given, line) {
      const read = await readProductFile(given.file);
      if (!read.ok) return read;
      const { station, 'passphrase-fd': passphrase } = given;
      const added = await atJournal(station, passphrase, line, (journal) =>
        takeProduct({ directory: station, journal }, read.value),
      );
      return added.ok ? ok(answer({ ...shown(read.value), written: added.value })) : added;
    },
  }),
  verb({
    name: 'product test-card',
    options: { ...WHICH, format: or(choice(formatNames), 'svg' as const), coded: flag, ...OUT },
    run: (given) =>
      withProduct(given, async (product) => {
        const { format, coded, out } = given;
        const job = writeTestCard(format, testCardOf(layoutOf(product, { coded })));
        if (!job.ok) return job;
        const written = await putFile(out, `test-card-${product.name}.${FORMATS[format].extension}`, job.value);
        return written.ok ? ok(answer({ product: product.name, format, written: written.value })) : written;
      }),
  }),
];

async function withProduct(
  { product, file: path, station }: WhichGiven,
  work: (product: Product) => Promise<Result<VerbAnswer>>,
): Promise<Result<VerbAnswer>> {
  if ((product === undefined) === (path === undefined)) {
    const names = '--product NAME | --file FILE';
    return misuse('go-together', `Give ${names}.`, { names });
  }
  const found =
    path === undefined ? (await openShelf(station ?? null)).named(product ?? '') : await readProductFile(path);
  return found.ok ? work(found.value) : found;
}

/** All of a product, of its photo what it is: forty thousand letters tell nobody anything. */
function told(product: Product): object {
  const { photo, ...metal } = product.metal;
  return photo === undefined ? product : { ...product, metal: { ...metal, photo: photoFacts(photo) } };
}

/** A product in short. */
const shown = (product: Product): object => {
  const { name, revision, title, metal, etched, coins, deposit, check = null } = product;
  return {
    product: name,
    revision,
    hash: productHash(product),
    title,
    metal: `${metal.material} ${metal.width} x ${metal.height} x ${metal.thickness} mm`,
    etched,
    coins,
    deposit,
    check,
  };
};
