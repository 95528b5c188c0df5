import type { Random } from '../../core/base/ports.ts';

/** Gives out prepared pieces in order, each once; throws on a request of another length or one too many. */
export function piecesRandom(...pieces: readonly Uint8Array[]): Random {
  const left = pieces.map((piece) => new Uint8Array(piece));
  return {
    bytes(length) {
      const next = left.shift();
      if (next?.length !== length) throw new Error(`expected a request of ${next?.length} bytes, got ${length}`);
      return next;
    },
  };
}
