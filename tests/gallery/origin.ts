/** The Origin's window in every state worth looking at. */
import type { GalleryScene } from './form.ts';

export const ORIGIN_SCENES: Readonly<Record<string, GalleryScene>> = {};
