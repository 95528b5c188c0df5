/** `SEAL=CARDS`: a sealed package and what is in it, as the verbs at both ends of its way take it. */
import { ok } from '../../core/base/result.ts';
import type { PackageLine } from '../../core/transfer/units.ts';
import { misuse, type Value } from './form.ts';

export const packageValue: Value<PackageLine> = {
  placeholder: 'SEAL=CARDS',
  completes: 'nothing',
  parse(given) {
    const found = /^([^=]+)=(\d{1,9})$/.exec(given);
    const names = '--package SEAL=CARDS';
    if (found === null) return misuse('go-together', `Give ${names}.`, { names });
    return ok({ seal: found[1] ?? '', cards: Number(found[2]) });
  },
};
