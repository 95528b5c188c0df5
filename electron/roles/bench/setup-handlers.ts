/** The calls of whoever prepares Bench's laser, each answered by its set-up. */
import { ok } from '../../../core/base/result.ts';
import { CORNERS, ROTATIONS, warningsOf } from '../../../core/etch/fixture.ts';
import { LAYER_NAMES, penOf } from '../../../core/etch/pens.ts';
import { rulersOf } from '../../../core/etch/test-cards.ts';
import { drawProduct } from '../../../core/product/picture.ts';
import { putFile } from '../../files/put.ts';
import { openShelf } from '../../products/shelf.ts';
import { createProductHandlers } from '../../station/product-handlers.ts';
import type { HandlerParts, Part } from './handler-parts.ts';
import { createLaserSetup, hasPens } from './laser-setup.ts';
import type { setupCalls } from './setup-calls.ts';
import type { productCalls } from '../../bridge/products.ts';

/** Of a station whose batch has no product. */
const USUAL = 'real';

export function answerSetup({
  station,
  settings,
  ask,
}: HandlerParts): Part<keyof typeof setupCalls | keyof typeof productCalls> {
  const { parts, desk } = station;
  const setup = createLaserSetup({ parts, settings });
  return {
    ...createProductHandlers({ ...parts, ask }),
    async laserSetup({ trial, product, material }) {
      const shelf = await openShelf(parts.directory);
      const own = product === null ? desk.product() : null;
      const found = own === null ? shelf.named(product ?? USUAL) : ok(own);
      if (!found.ok) return found;
      const fixture = trial ?? setup.fixture;
      const card = drawProduct(found.value);
      const pens = setup.pensOf(material);
      const made = shelf.products.map(({ metal }) => metal.material);
      return ok({
        fixture: setup.fixture,
        corners: CORNERS,
        rotations: ROTATIONS,
        warnings: warningsOf(fixture),
        field: setup.picture(fixture, card),
        card,
        products: [...new Set(shelf.products.map(({ name }) => name))],
        product: found.value.name,
        rulers: rulersOf(setup.frame),
        materials: [...new Set([...made, ...setup.materials])],
        pens: LAYER_NAMES.map((layer) => ({ layer, pen: penOf(pens, layer), isSet: pens?.[layer] !== undefined })),
        hasPens: hasPens(setup.format),
      });
    },
    setFixture: (fixture) => setup.setFixture(fixture),
    measureRulers: (rulers) => setup.measured(rulers),
    setPen: ({ material, layer, pen }) => setup.setPen(material, layer, pen),
    async writeSetupJob({ what, material }) {
      const job = setup.job(what, material);
      if (!job.ok) return job;
      const folder = await ask.directory('product');
      if (folder === null) return ok(null);
      const path = await putFile(folder, job.value.name, job.value.bytes);
      return path.ok ? ok({ path: path.value }) : path;
    },
  };
}
