/** How a laser is set up, as a window sees it. Pure: the gallery runs in a browser. */
import { ok } from '../../core/base/result.ts';
import { drawField } from '../../core/etch/field-picture.ts';
import { CORNERS, ROTATIONS, UPRIGHT, warningsOf } from '../../core/etch/fixture.ts';
import { FIRST_PEN, LAYER_NAMES } from '../../core/etch/pens.ts';
import { ONE_CARD } from '../../core/etch/tray.ts';
import { drawProduct } from '../../core/product/picture.ts';
import type { HandlersOf } from '../../electron/bridge/form.ts';
import type { SetupAnswers, setupCalls } from '../../electron/roles/bench/setup-calls.ts';
import { realProduct } from './products.ts';

export function setupFakes(): HandlersOf<typeof setupCalls, SetupAnswers> {
  const card = drawProduct(realProduct);
  let fixture = UPRIGHT;
  return {
    laserSetup: async ({ trial }) =>
      ok({
        fixture,
        corners: CORNERS,
        rotations: ROTATIONS,
        warnings: warningsOf(trial ?? fixture),
        field: drawField(trial ?? fixture, ONE_CARD, card),
        card,
        products: ['real'],
        product: 'real',
        rulers: { x: 70, y: 40 },
        materials: ['steel'],
        pens: LAYER_NAMES.map((layer) => ({ layer, pen: FIRST_PEN, isSet: false })),
        hasPens: true,
      }),
    setFixture: async (next) => ok((fixture = next)),
    measureRulers: async () => ok(fixture),
    setPen: async ({ pen }) => ok(pen),
    writeSetupJob: async () => ok(null),
  };
}
