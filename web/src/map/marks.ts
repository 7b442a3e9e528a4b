import type { LayerSpecification, SourceSpecification } from 'maplibre-gl';
import type { Scene } from './scene';

/** The name of the image that nobody sees: it takes the room of a mark, so that names stand beside it. */
export const roomImage = 'room';

/** How wide a mark is, with what surrounds it, in pixels. */
export const room = 36;

/** Keeps names away from where the marks of an answer stand: those are the page's buttons, of which MapLibre knows nothing. */
export function marked(scene: Scene): { sources: Record<string, SourceSpecification>; layers: LayerSpecification[] } {
  if (scene.marks.length === 0) return { sources: {}, layers: [] };
  const features = scene.marks.map(({ lon, lat }) => ({
    type: 'Feature' as const,
    properties: {},
    geometry: { type: 'Point' as const, coordinates: [lon, lat] },
  }));
  return {
    sources: { marks: { type: 'geojson', data: { type: 'FeatureCollection', features } } },
    layers: [
      {
        id: 'marks',
        type: 'symbol',
        source: 'marks',
        layout: { 'icon-image': roomImage, 'icon-allow-overlap': true },
      },
    ],
  };
}
