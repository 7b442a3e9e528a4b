import type { FeatureCollection, Position } from 'geojson';
import type { Bounds } from './types';

/** The box around the zone of a rank; null where there is none. */
export function boundsOfZone(zones: FeatureCollection | null, rank: number): Bounds | null {
  const shape = zones?.features.find((f) => f.properties?.rank === rank)?.geometry;
  if (shape?.type !== 'Polygon' && shape?.type !== 'MultiPolygon') return null;
  const rings: Position[][] = shape.type === 'Polygon' ? shape.coordinates : shape.coordinates.flat();
  const bounds: Bounds = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon, lat] of rings.flat() as [number, number][]) {
    bounds[0] = Math.min(bounds[0], lon);
    bounds[1] = Math.min(bounds[1], lat);
    bounds[2] = Math.max(bounds[2], lon);
    bounds[3] = Math.max(bounds[3], lat);
  }
  return bounds;
}
