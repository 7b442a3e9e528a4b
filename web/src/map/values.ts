import type { MapGeoJSONFeature, PointLike } from 'maplibre-gl';
import type { Stage } from './stage';
import type { MapValue } from './types';

/** What is drawn at a point of the screen; null: nothing that has a value. */
export function valueAt(stage: Stage, point: PointLike): MapValue | null {
  const near = stage.gl.queryRenderedFeatures(around(point, 4), { layers: drawn(stage, ['structures']) })[0];
  if (near) return structure(near);
  const over = stage.gl.queryRenderedFeatures(point, { layers: drawn(stage, ['cells', 'cells-unreachable']) })[0];
  if (over) return cell(over);
  const within = stage.gl.queryRenderedFeatures(point, { layers: drawn(stage, ['territories']) })[0];
  return within ? territory(stage, within) : null;
}

/** The rank of the smallest zone drawn at a point; null: none. */
export function zoneAt(stage: Stage, point: PointLike): number | null {
  const zone = stage.gl.queryRenderedFeatures(point, { layers: drawn(stage, ['zones']) })[0];
  return zone ? Number(zone.properties.rank) : null;
}

/** The territory at a point, of the kind that one chooses among or that is painted; null: none. */
export function territoryAt(stage: Stage, point: PointLike): { code: string; name: string } | null {
  const area = stage.gl.queryRenderedFeatures(point, { layers: drawn(stage, ['choice', 'territories']) })[0];
  return area ? { code: String(area.properties.code), name: String(area.properties.name) } : null;
}

function drawn(stage: Stage, layers: string[]): string[] {
  return layers.filter((id) => stage.gl.getLayer(id));
}

function around(point: PointLike, pixels: number): [PointLike, PointLike] {
  const [x, y] = Array.isArray(point) ? point : [point.x, point.y];
  return [
    [x - pixels, y - pixels],
    [x + pixels, y + pixels],
  ];
}

function cell({ properties: p }: MapGeoJSONFeature): MapValue {
  return {
    kind: 'cell',
    minutes: typeof p.minutes === 'number' ? p.minutes : null,
    cells: Number(p.cells ?? 1),
    people: Number(p.people ?? 0),
    commune: String(p.commune ?? ''),
    nearest: String(p.nearest ?? ''),
    estimated: Boolean(p.estimated),
  };
}

function territory(stage: Stage, { properties: p }: MapGeoJSONFeature): MapValue | null {
  const painting = stage.now.painting;
  if (painting?.by !== 'territories') return null;
  const code = String(p.code);
  if (!painting.minutes.has(code)) return null;
  const minutes = painting.minutes.get(code) ?? null;
  return { kind: 'territory', territoryKind: painting.kind, code, name: String(p.name), minutes };
}

function structure({ properties: p }: MapGeoJSONFeature): MapValue {
  return { kind: 'structure', id: String(p.id), nom: String(p.nom), commune: String(p.commune ?? '') };
}
