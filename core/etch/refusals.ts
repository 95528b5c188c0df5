/** Every reason why a laser is not reached, so that each language has words for each: a refusal says what, these say why. */

/** Why a laser on a line was not started. */
export const LINE_REFUSALS = [
  'no-port',
  'no-permission',
  'port-busy',
  'not-a-port',
  'port-stuck',
  'port-refused',
  'silent',
  'no-template',
  'no-limit',
  'no-text',
] as const;

export type LineRefusal = (typeof LINE_REFUSALS)[number];

/** Why jobs cannot go to a folder: it is the station's own, or what the disk answers. */
export const FOLDER_REFUSALS = [
  'own',
  'already-there',
  'missing',
  'link',
  'not-a-file',
  'disk-full',
  'read-only',
  'not-permitted',
  'medium-gone',
  'changed-on-disk',
  'disk-error',
] as const;

export type FolderRefusal = (typeof FOLDER_REFUSALS)[number];
