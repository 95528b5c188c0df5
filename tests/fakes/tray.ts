/** A tray of four, in two rows. */
import type { TrayForm } from '../../core/etch/tray.ts';

export const TRAY: TrayForm = { rows: 2, columns: 2, pitch: { x: 90, y: 60 }, margin: 8, order: 'raster', skip: [] };
