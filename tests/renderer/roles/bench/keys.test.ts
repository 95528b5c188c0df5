import { describe, expect, it } from 'vitest';
import {
  asksToType,
  inspectionAnswer,
  laserAnswer,
  type BenchSituation,
} from '../../../../renderer/roles/bench/keys.ts';

const key = (name: string, more: { ctrlKey?: boolean; repeat?: boolean } = {}) => ({
  key: name,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  repeat: false,
  ...more,
});
const atLaser: BenchSituation = { screen: 'bench', step: 'marking', dialog: false, typing: false, pressing: false };

describe('laserAnswer', () => {
  it('answers the laser with Enter and Escape, only where it is asked', () => {
    expect(laserAnswer(key('Enter'), atLaser)).toBe(true);
    expect(laserAnswer(key('Escape'), atLaser)).toBe(false);
    expect(laserAnswer(key('Enter'), { ...atLaser, step: 'serial' })).toBeNull();
    expect(laserAnswer(key('Enter'), { ...atLaser, screen: 'batch' })).toBeNull();
    expect(laserAnswer(key('Enter'), { ...atLaser, typing: true })).toBeNull();
    expect(laserAnswer(key('Enter'), { ...atLaser, dialog: true })).toBeNull();
  });

  it('leaves Enter to the button that has the focus, so that one press is one answer', () => {
    expect(laserAnswer(key('Enter'), { ...atLaser, pressing: true })).toBeNull();
  });

  it('takes no key that is held down or comes with a modifier', () => {
    expect(laserAnswer(key('Enter', { repeat: true }), atLaser)).toBeNull();
    expect(laserAnswer(key('Escape', { ctrlKey: true }), atLaser)).toBeNull();
  });
});

describe('inspectionAnswer', () => {
  const looking: BenchSituation = { ...atLaser, step: 'inspecting' };

  it('answers with Enter and Delete, only where something is looked at', () => {
    expect(inspectionAnswer(key('Enter'), looking)).toBe(true);
    expect(inspectionAnswer(key('Delete'), looking)).toBe(false);
    expect(inspectionAnswer(key('Escape'), looking)).toBeNull();
    expect(inspectionAnswer(key('Enter'), atLaser)).toBeNull();
    expect(inspectionAnswer(key('Delete'), { ...looking, screen: 'batch' })).toBeNull();
    expect(inspectionAnswer(key('Delete'), { ...looking, dialog: true })).toBeNull();
    // In the field for the name, Delete is for its letters.
    expect(inspectionAnswer(key('Delete'), { ...looking, typing: true })).toBeNull();
  });

  it('leaves Enter to the button that has the focus, and takes no key that is held down', () => {
    expect(inspectionAnswer(key('Enter'), { ...looking, pressing: true })).toBeNull();
    expect(inspectionAnswer(key('Delete', { repeat: true }), looking)).toBeNull();
  });
});

describe('asksToType', () => {
  const waiting: BenchSituation = { ...atLaser, step: 'serial' };

  it('takes one key, only where a serial is waited for', () => {
    expect(asksToType(key('/'), waiting)).toBe(true);
    expect(asksToType(key('6'), waiting)).toBe(false);
    expect(asksToType(key('/'), { ...waiting, step: 'address' })).toBe(false);
    expect(asksToType(key('/'), { ...waiting, screen: 'batch' })).toBe(false);
    expect(asksToType(key('/'), { ...waiting, typing: true })).toBe(false);
    expect(asksToType(key('/'), { ...waiting, dialog: true })).toBe(false);
  });
});
