/** Which shape goes with which state of a device: the shape repeats what the word says. */
import type { DeviceView } from '../../electron/bridge/devices.ts';
import type { Tone } from '../ui/tone.ts';

export const DEVICE_TONES = {
  absent: 'bad',
  opening: 'wary',
  identifying: 'wary',
  ready: 'good',
  busy: 'busy',
  faulted: 'bad',
} as const satisfies Record<DeviceView['state'], Tone>;
