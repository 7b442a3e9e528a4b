import type { LineLayerSpecification, SourceSpecification } from 'maplibre-gl';
import { widths } from './ground';
import { paletteOf } from './palette';
import type { Scene } from './scene';

/** The way to a structure: a line along streets; dots where one walks to or from them, or goes as the crow flies. */
export function wayLines({ way, night }: Scene): {
  sources: Record<string, SourceSpecification>;
  layers: LineLayerSpecification[];
} {
  if (!way) return { sources: {}, layers: [] };
  const { accent, halo } = paletteOf(night);
  const features = way.map(({ kind, line }) => ({
    type: 'Feature' as const,
    properties: { streets: kind === 'streets' },
    geometry: { type: 'LineString' as const, coordinates: line },
  }));
  const layer = (id: string, streets: boolean, paint: LineLayerSpecification['paint']): LineLayerSpecification => ({
    id,
    type: 'line',
    source: 'way',
    filter: ['==', ['get', 'streets'], streets],
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint,
  });
  return {
    sources: { way: { type: 'geojson', data: { type: 'FeatureCollection', features } } },
    layers: [
      layer('way-edge', true, { 'line-color': halo, 'line-width': widths(8, 6, 16, 11) }),
      layer('way-streets', true, { 'line-color': accent, 'line-width': widths(8, 3.5, 16, 7) }),
      layer('way-walks', false, {
        'line-color': accent,
        'line-width': widths(8, 3, 16, 5),
        'line-dasharray': [0, 1.75],
      }),
    ],
  };
}
