/** The desk of whoever prepares the laser, at Bench: fixture, pens, jobs, products and the designer. */
import { ALTERED } from '../../core/journal/pause.ts';
import { ok } from '../../core/base/result.ts';
import { STEEL_PHOTO } from '../fakes/steel-photo.ts';
import type { LaserView } from '../../electron/roles/bench/contract.ts';
import { incidents } from './records.ts';
import type { Scene } from './scenes.ts';

/** The pages of the desk, in the order of the choice on top of it. */
const page = (n: number): readonly string[] => ['F9', `at:main fieldset label:nth-of-type(${n})`];

const jobs: LaserView = {
  format: 'dxf',
  formats: ['svg', 'dxf', 'lightburn', 'gcode', 'hpgl', 'csv', 'txt'],
  tray: { rows: 3, columns: 4, pitch: { x: 92, y: 60 }, margin: 10, order: 'serpentine', skip: [12] },
  orders: ['raster', 'serpentine'],
  reading: { code: true, share: 10 },
  shares: [1, 2, 5, 10, 25, 50, 100],
  directory: '/media/laser/jobs',
  own: false,
  slot: 'twofold-job',
  link: null,
  protocols: ['lc', 'ezcad'],
  memory: true,
  free: 48_210_000_000,
  waiting: ['TF-004711', 'TF-004712'],
};
const asked = { port: '/dev/ttyUSB0', protocol: 'ezcad', template: 'CARD' } as const;

const altered = {
  ...{
    incident: 1311,
    at: '2026-11-22T12:09:41.000Z',
    reason: ALTERED,
    serial: null,
    acknowledgedBy: null,
    answered: [],
  },
  detail:
    "job-folder: /media/other/jobs; recorded: the station's own. product gold/1 0f3a77c09f3a: no record of its coming",
};

export const LASER_SCENES: Readonly<Record<string, Scene>> = {
  'laser-fixture': { press: page(1) },
  'laser-fixture-mirrored': { press: [...page(1), 'click:mirror'] },
  'laser-pens': { press: page(2) },
  'laser-jobs': { over: { laser: async () => jobs }, press: page(3) },
  'laser-line': {
    over: {
      laser: async () => ({ ...jobs, format: 'txt', link: asked }),
      ports: async () => [{ path: '/dev/ttyUSB0', title: 'FTDI FT232R A50285BI' }],
    },
    press: page(3),
  },
  'laser-products': { press: page(4) },
  'laser-designer': { press: [...page(4), 'click:copy'] },
  'laser-designer-photo': {
    over: { choosePhoto: async () => ok(STEEL_PHOTO) },
    press: [...page(4), 'click:copy', 'at:.designer fieldset label:nth-of-type(2)', 'click:choose-photo'],
  },
  'laser-designer-against': {
    press: [...page(4), 'click:copy', 'at:[data-place="serial"]', ...Array.from({ length: 24 }, () => 'ArrowDown')],
  },
  'records-altered': {
    view: { openIncidents: 1 },
    over: {
      incidents: async () => [
        altered,
        ...incidents.map((one) => ({ ...one, acknowledgedBy: 'Anna Roth', answered: [] })),
      ],
    },
    press: ['F4', 'click:go-on'],
  },
};
