/** Puts the scene named in the address (`?scene=bench-pass&lang=zh&theme=dark`) behind `window.station`. */
import { fakeStation } from '../fakes/station.ts';
import { BAND_SCENES } from './bands.ts';
import { CHECK_SCENES } from './check.ts';
import { DOOR_SCENES } from './door.ts';
import { channelOf, type GalleryScene } from './form.ts';
import { LASER_SCENES } from './laser.ts';
import { ORIGIN_SCENES } from './origin.ts';
import { PRESS_SCENES } from './press.ts';
import { SCENES, viewOf, type Scene } from './scenes.ts';

const ofBench = (scene: Scene): GalleryScene => ({
  open(preferences) {
    const bridge = fakeStation({ ...viewOf(scene), preferences }, scene.over);
    return { bridge, play: () => (scene.events ?? []).forEach(bridge.emit) };
  },
  press: scene.press ?? [],
});

const scenes: Readonly<Record<string, GalleryScene>> = {
  ...Object.fromEntries(
    Object.entries({ ...SCENES, ...LASER_SCENES, ...BAND_SCENES }).map(([name, scene]) => [name, ofBench(scene)]),
  ),
  ...DOOR_SCENES,
  ...ORIGIN_SCENES,
  ...PRESS_SCENES,
  ...CHECK_SCENES,
};

const wish = new URLSearchParams(location.search);
const name = wish.get('scene') ?? 'bench-serial';
const scene = scenes[name];
if (scene === undefined) throw new RangeError(`no scene "${name}"`);

const { bridge, play } = scene.open({
  language: wish.get('lang') === 'zh' ? 'zh' : 'en',
  theme: wish.get('theme') === 'dark' ? 'dark' : 'light',
  textSize: wish.get('text') === 'large' ? 'large' : wish.get('text') === 'small' ? 'small' : 'medium',
  sound: false,
});
Object.assign(window, {
  station: channelOf(bridge),
  gallery: { scenes: Object.keys(scenes), press: scene.press ?? [], play },
});
