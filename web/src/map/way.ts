import type { CircleLayerSpecification, LineLayerSpecification, SourceSpecification } from 'maplibre-gl';
import { widths } from './ground';
import { paletteOf } from './palette';
import type { Scene } from './scene';

/**
 * The way to a structure: a line along streets; dots where one walks to or from them, or goes as the crow flies; a spot
 * where it ends, for what has no mark there.
 */
export function wayLines({ way, night }: Scene): {
  sources: Record<string, SourceSpecification>;
  layers: (CircleLayerSpecification | LineLayerSpecification)[];
} {
  if (!way) return { sources: {}, layers: [] };
  const { accent, halo } = paletteOf(night);
  const lines = way.map(({ kind, line }) => ({
    type: 'Feature' as const,
    properties: { streets: kind === 'streets' },
    geometry: { type: 'LineString' as const, coordinates: line },
  }));
  const end = {
    type: 'Feature' as const,
    properties: {},
    geometry: { type: 'Point' as const, coordinates: way.at(-1)?.line.at(-1) ?? [] },
  };
  const layer = (id: string, streets: boolean, paint: LineLayerSpecification['paint']): LineLayerSpecification => ({
    id,
    type: 'line',
    source: 'way',
    filter: ['==', ['get', 'streets'], streets],
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint,
  });
  return {
    sources: { way: { type: 'geojson', data: { type: 'FeatureCollection', features: [...lines, end] } } },
    layers: [
      layer('way-edge', true, { 'line-color': halo, 'line-width': widths(8, 6, 16, 11) }),
      layer('way-streets', true, { 'line-color': accent, 'line-width': widths(8, 3.5, 16, 7) }),
      layer('way-walks', false, {
        'line-color': accent,
        'line-width': widths(8, 3, 16, 5),
        'line-dasharray': [0, 1.75],
      }),
      {
        id: 'way-end',
        type: 'circle',
        source: 'way',
        filter: ['==', ['geometry-type'], 'Point'],
        paint: {
          'circle-color': accent,
          'circle-radius': 7,
          'circle-stroke-color': halo,
          'circle-stroke-width': 2,
        },
      },
    ],
  };
}
