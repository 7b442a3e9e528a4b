import type { StyleSpecification } from 'maplibre-gl';
import { asset } from '../assets';
import { face, ground } from './ground';
import { marked } from './marks';
import { painted } from './painting';
import { paletteOf } from './palette';
import { tilesOf, type Scene } from './scene';
import { wayLines } from './way';

/** What MapLibre draws for a scene: the ground, what is painted on it, and names over both. */
export function styleOf(scene: Scene): StyleSpecification {
  const landKind = ['region', 'departement'].find((kind) => scene.kinds.includes(kind)) ?? 'commune';
  const { land, lines, names } = ground(paletteOf(scene.night), landKind, scene.marks.length > 0);
  const data = painted(scene);
  const marks = marked(scene);
  const way = wayLines(scene);
  return {
    version: 8,
    'font-faces': { [face]: [font('latin', ['U+0-FF', 'U+131', 'U+152-153', 'U+2000-206F']), font('latin-ext')] },
    transition: { duration: 0, delay: 0 },
    sources: {
      ground: {
        type: 'vector',
        tiles: [tilesOf(scene.root, '', `collections=${landKind},streets,borders,places`)],
        maxzoom: 15,
      },
      ...data.sources,
      ...marks.sources,
      ...way.sources,
    },
    layers: [...land, ...data.areas, ...lines, ...data.lines, ...way.layers, ...names, ...marks.layers],
  };
}

function font(part: string, range?: string[]) {
  const url = asset(`atkinson-hyperlegible-next-${part}-wght-normal.woff2`);
  return range ? { url, 'unicode-range': range } : { url };
}
