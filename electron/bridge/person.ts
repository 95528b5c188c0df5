import * as v from 'valibot';
import { isName } from '../../core/people/person.ts';

/** The name of somebody who signs for something, as core asks for it. */
export const PersonField = v.pipe(v.string(), v.maxLength(120), v.check(isName));

/** Two of them. Whether they are two is for core to say, in words. */
/** Packages as somebody has named them; the station judges them. */
export const PackagesField = v.pipe(
  v.array(
    v.object({ seal: v.pipe(v.string(), v.maxLength(24)), cards: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
  ),
  v.maxLength(1000),
);

export const PeopleFields = v.tuple([PersonField, PersonField]);
