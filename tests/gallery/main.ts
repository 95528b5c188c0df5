/** Puts the scene named in the address (`?scene=bench-pass&lang=zh&theme=dark`) behind `window.station`. */
import { fakeStation } from '../fakes/station.ts';
import { SCENES, viewOf } from './scenes.ts';

const wish = new URLSearchParams(location.search);
const name = wish.get('scene') ?? 'bench-serial';
const scene = SCENES[name];
if (scene === undefined) throw new RangeError(`no scene "${name}"`);

const view = viewOf(scene);
const station = fakeStation(
  {
    ...view,
    preferences: {
      language: wish.get('lang') === 'zh' ? 'zh' : 'en',
      theme: wish.get('theme') === 'dark' ? 'dark' : 'light',
      sound: false,
    },
  },
  scene.over,
);
Object.assign(window, {
  station,
  gallery: {
    scenes: Object.keys(SCENES),
    press: scene.press ?? [],
    play: () => (scene.events ?? []).forEach(station.emit),
  },
});
