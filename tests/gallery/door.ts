/** The door's window in every state worth looking at. */
import type { GalleryScene } from './form.ts';

export const DOOR_SCENES: Readonly<Record<string, GalleryScene>> = {};
