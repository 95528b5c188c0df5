/** The Press's window in every state worth looking at. */
import type { GalleryScene } from './form.ts';

export const PRESS_SCENES: Readonly<Record<string, GalleryScene>> = {};
