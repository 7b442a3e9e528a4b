import type { ExpressionSpecification, LayerSpecification, SourceSpecification } from 'maplibre-gl';
import { widths } from './ground';
import { paletteOf } from './palette';
import { classesOf, rampOf } from './ramp';
import { tilesOf, type Scene } from './scene';

/** What is painted over the ground by time. */
export type Painting =
  | { by: 'cells'; filters: string; target: number }
  | { by: 'territories'; kind: string; minutes: ReadonlyMap<string, number | null>; target: number };

/** What the page has chosen. */
export interface Chosen {
  territory: { kind: string; code: string } | null;
  zone: number | null;
}

/** The name of the image that hatches what cannot be reached. */
export const hatchImage = 'hatch';

/** The sources and layers of what is painted: areas under the streets, outlines and dots over them. */
export interface Painted {
  sources: Record<string, SourceSpecification>;
  areas: LayerSpecification[];
  lines: LayerSpecification[];
}

/** Paints a scene's data. */
export function painted(scene: Scene): Painted {
  const parts = [paintedCells(scene), paintedTerritories(scene), outlined(scene), zoned(scene)];
  return {
    sources: Object.assign({}, ...parts.map((p) => p.sources)) as Painted['sources'],
    areas: parts.flatMap((p) => p.areas),
    lines: parts.flatMap((p) => p.lines),
  };
}

const nothing: Painted = { sources: {}, areas: [], lines: [] };

function paintedCells(scene: Scene): Painted {
  const { painting, root, night } = scene;
  if (painting?.by !== 'cells') return nothing;
  const p = paletteOf(night);
  const source = (id: string): SourceSpecification => ({
    type: 'vector',
    tiles: [tilesOf(root, `collections/${id}/`, painting.filters)],
    maxzoom: 12,
  });
  return {
    sources: { cells: source('cells'), structures: source('structures') },
    areas: [
      {
        ...area('cells', 'cells', 'cells'),
        filter: ['has', 'minutes'],
        paint: { 'fill-color': cellColour(painting.target, night) },
      },
      {
        ...area('cells-unreachable', 'cells', 'cells'),
        filter: ['!', ['has', 'minutes']],
        paint: { 'fill-pattern': hatchImage },
      },
    ],
    lines: [
      {
        id: 'structures',
        type: 'circle',
        source: 'structures',
        'source-layer': 'structures',
        paint: {
          'circle-radius': ['interpolate', ['linear'], ['zoom'], 6, 2, 10, 4, 14, 6],
          'circle-color': p.ink,
          'circle-stroke-color': p.halo,
          'circle-stroke-width': 1.5,
        },
      },
    ],
  };
}

/** The colour of a cell by its minutes; at the target is within it. */
export function cellColour(target: number, night: boolean): ExpressionSpecification {
  const [first, ...rest] = classesOf(target, night);
  const steps = rest.flatMap((c) => [c.from + 1e-6, c.colour]);
  return ['step', ['get', 'minutes'], first!.colour, ...steps] as unknown as ExpressionSpecification;
}

function paintedTerritories(scene: Scene): Painted {
  const { painting, night } = scene;
  if (painting?.by !== 'territories') return nothing;
  const id = sourceOf(painting.kind);
  const without = [...painting.minutes].filter(([, m]) => m === null).map(([code]) => code);
  return {
    sources: { [id]: territories(scene, painting.kind) },
    areas: [
      {
        ...area('territories', id, painting.kind),
        paint: { 'fill-color': territoryColour(painting.minutes, painting.target, night) },
      },
      {
        ...area('territories-unreachable', id, painting.kind),
        filter: ['in', ['get', 'code'], ['literal', without]],
        paint: { 'fill-pattern': hatchImage },
      },
    ],
    lines: [edge('territory-edges', id, painting.kind, paletteOf(night).edge, 0.75)],
  };
}

/** The colour of a territory by its code: the codes of each class, then blank. */
export function territoryColour(
  minutes: ReadonlyMap<string, number | null>,
  target: number,
  night: boolean,
): ExpressionSpecification | string {
  const arms = classesOf(target, night).flatMap((c) => {
    const codes = [...minutes].filter(([, m]) => m !== null && (m > c.from || c.from === 0) && m <= c.to);
    return codes.length ? [codes.map(([code]) => code), c.colour] : [];
  });
  const blank = 'rgba(0,0,0,0)';
  return arms.length ? (['match', ['get', 'code'], ...arms, blank] as unknown as ExpressionSpecification) : blank;
}

/** The territory that is chosen, whatever is painted. */
function outlined(scene: Scene): Painted {
  const chosen = scene.chosen.territory;
  if (!chosen) return nothing;
  const id = sourceOf(chosen.kind);
  const is: ExpressionSpecification = ['==', ['get', 'code'], chosen.code];
  const { ink, halo } = paletteOf(scene.night);
  return {
    sources: { [id]: territories(scene, chosen.kind) },
    areas: [],
    lines: [
      { ...edge('chosen-halo', id, chosen.kind, halo, 6), filter: is },
      { ...edge('chosen', id, chosen.kind, ink, 3), filter: is },
    ],
  };
}

function zoned(scene: Scene): Painted {
  if (!scene.zones) return nothing;
  const { ink, halo } = paletteOf(scene.night);
  const is: ExpressionSpecification = ['==', ['get', 'rank'], scene.chosen.zone ?? -1];
  return {
    sources: { zones: { type: 'geojson', data: scene.zones } },
    areas: [{ id: 'zones', type: 'fill', source: 'zones', paint: { 'fill-opacity': 0 } }],
    lines: [
      edge('zone-edges', 'zones', undefined, ink, widths(6, 0.25, 9, 0.75, 12, 1.75)),
      { ...edge('zone-halo', 'zones', undefined, halo, 6), filter: is },
      { ...edge('zone', 'zones', undefined, ink, 3), filter: is },
    ],
  };
}

function sourceOf(kind: string): string {
  return `of-${kind}`;
}

function territories(scene: Scene, kind: string): SourceSpecification {
  return { type: 'vector', tiles: [tilesOf(scene.root, `collections/${kind}/`, '')], maxzoom: 12 };
}

function area(id: string, source: string, layer: string) {
  return { id, type: 'fill', source, 'source-layer': layer } as const;
}

function edge(
  id: string,
  source: string,
  layer: string | undefined,
  color: string,
  width: number | ExpressionSpecification,
) {
  return {
    id,
    type: 'line',
    source,
    ...(layer === undefined ? {} : { 'source-layer': layer }),
    layout: { 'line-join': 'round' },
    paint: { 'line-color': color, 'line-width': width },
  } as const;
}

/** The hatching of a ramp, as pixels: strokes that rise to the right. */
export function hatching(night: boolean): ImageData {
  const { unreachable, hatch } = rampOf(night);
  const size = 16;
  const context = new OffscreenCanvas(size, size).getContext('2d')!;
  context.fillStyle = unreachable;
  context.fillRect(0, 0, size, size);
  context.strokeStyle = hatch;
  context.lineWidth = 3;
  for (const x of [-size, 0, size]) {
    context.moveTo(x - 2, size + 2);
    context.lineTo(x + size + 2, -2);
  }
  context.stroke();
  return context.getImageData(0, 0, size, size);
}
