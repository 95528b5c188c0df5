/**
 * What a job is called in every record of it, and in the laser's folder where it holds several cards. Serials have no
 * small letters, so that a name in that folder is one or the other.
 */
import { hex } from '@scure/base';
import type { Random } from '../base/ports.ts';

/** Made only by {@link newJobId}. */
export type JobId = string & { readonly __brand: 'JobId' };

/** Sixty-four random bits: no two jobs of a station are called alike, whatever became of its records. */
export const newJobId = (random: Random): JobId => `etch-${hex.encode(random.bytes(8))}` as JobId;

export const isJobId = (text: string): text is JobId => /^etch-[0-9a-f]{16}$/.test(text);
