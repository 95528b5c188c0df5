/** What a reason of the station is made of. */
import type { Facts } from '../../base/result.ts';

type Sentence = (facts: Facts) => string;

export interface ReasonRow {
  readonly outcome: 'FAIL' | 'ERROR' | 'refused';
  readonly say: Sentence;
}

export const fact = (facts: Facts, name: string): string => String(facts[name] ?? '?');
