import type { FeatureCollection } from 'geojson';
import type { Chosen, Painting } from './painting';
import type { Way } from './types';

/** All that decides what is drawn: the style is a function of it. */
export interface Scene {
  /** The service's root URL, ending with "/". */
  root: string;
  night: boolean;
  /** The kinds of territory the region has. */
  kinds: readonly string[];
  painting: Painting | null;
  zones: FeatureCollection | null;
  /** Where the page's own marks stand, which names make room for. */
  marks: readonly { lon: number; lat: number }[];
  /** The way that is drawn to one of them. */
  way: Way | null;
  chosen: Chosen;
}

/** Where the tiles of collections are, for MapLibre to fill in. */
export function tilesOf(root: string, path: string, query: string): string {
  return `${root}${path}tiles/WebMercatorQuad/{z}/{y}/{x}${query && '?'}${query}`;
}
