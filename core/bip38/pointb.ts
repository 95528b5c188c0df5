/** pointb = G * factorb, sealed in the confirmation code (BIP38, "Encryption when EC multiply mode is used", its steps 1 to 6). */
import { concat } from '../base/digest.ts';
import { wipe } from '../base/secret.ts';
import type { Seal } from './seal.ts';
import { openBlock, sealBlock } from './seal.ts';

/** 33 bytes in, 33 out: the sign byte is flipped by one bit of `derivedhalf2`, the x coordinate is two blocks. */
export function sealPoint(seal: Seal, pointb: Uint8Array): Uint8Array {
  return concat(
    flipSign(seal, pointb),
    sealBlock(seal, pointb.subarray(1, 17), 'first'),
    sealBlock(seal, pointb.subarray(17, 33), 'second'),
  );
}

/** The inverse of {@link sealPoint}. What comes out need not be a point: about half of all x coordinates are none. */
export function openPoint(seal: Seal, sealed: Uint8Array): Uint8Array {
  const first = openBlock(seal, sealed.subarray(1, 17), 'first');
  const second = openBlock(seal, sealed.subarray(17, 33), 'second');
  const pointb = concat(flipSign(seal, sealed), first, second);
  wipe(first, second);
  return pointb;
}

const flipSign = (seal: Seal, point: Uint8Array): Uint8Array =>
  Uint8Array.of((point[0] as number) ^ ((seal.half2[31] as number) & 1));
