/** The Check's window in every state worth looking at. */
import type { GalleryScene } from './form.ts';

export const CHECK_SCENES: Readonly<Record<string, GalleryScene>> = {};
