/** Reading codes off a picture, whoever does it: what it gives, and what is said when there are none. */
import { failIn, type Result } from '../../base/result.ts';
import type { Grey } from '../../scan/grey.ts';

const fail = failIn('check');

export type PictureFailure = 'not-a-picture' | 'no-code' | 'took-too-long';

/** Gives the texts of all codes in a picture, at least one. Takes the grey values over: they are gone afterwards. */
export type ReadPicture = (picture: Grey) => Promise<Result<readonly string[], PictureFailure>>;

export const NOT_A_PICTURE = fail(
  'not-a-picture',
  'This is not a picture that can be read. Choose a PNG, JPEG or WebP file.',
);
export const NO_CODE = fail(
  'no-code',
  'No QR code was found in the picture. Take it again: sharp, from straight above, with some white around the code.',
);
export const TOO_LONG = fail(
  'took-too-long',
  'This picture takes too long to read. Cut out the part with the code, and try that.',
);
