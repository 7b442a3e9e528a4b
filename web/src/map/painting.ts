import type { ExpressionSpecification, LayerSpecification, SourceSpecification } from 'maplibre-gl';
import { widths } from './ground';
import { paletteOf } from './palette';
import { classAt, classesOf, endsOf, rampOf } from './ramp';
import { tilesOf, type Scene } from './scene';

/**
 * What is painted over the ground by time. The style is made for the target it was first painted with, its base: when
 * the target moves, turn.ts tells those whose class is another, and nothing is made anew.
 */
export type Painting =
  | { by: 'cells'; filters: string; base: number; target: number }
  | { by: 'territories'; kind: string; minutes: ReadonlyMap<string, number | null>; base: number; target: number };

/** The source of what is painted, and its layer in tiles. */
export function sourceOf(painting: Painting): { source: string; sourceLayer: string } {
  if (painting.by === 'cells') return { source: 'cells', sourceLayer: 'cells' };
  return { source: ofKind(painting.kind), sourceLayer: painting.kind };
}

/** What the page has chosen. */
export interface Chosen {
  /** The kind that one chooses among, and the code of the one that is. */
  territory: { kind: string; code: string | null } | null;
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
    // Cells that share their minutes share their name: what moves with the target is told by minutes.
    sources: {
      cells: { ...source('cells'), promoteId: 'minutes' } as SourceSpecification,
      structures: source('structures'),
    },
    areas: [
      {
        ...area('cells', 'cells', 'cells'),
        filter: ['has', 'minutes'],
        paint: { 'fill-color': colourOf(classByMinutes(painting.base), night) },
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
          'circle-radius': ['interpolate', ['linear'], ['zoom'], 6, 1.25, 8, 2.5, 10, 4, 14, 6],
          'circle-color': p.ink,
          'circle-stroke-color': p.halo,
          'circle-stroke-width': ['interpolate', ['linear'], ['zoom'], 6, 0.5, 9, 1.5],
        },
      },
    ],
  };
}

/** The class of a cell by its minutes; at the target is within it. */
function classByMinutes(target: number): ExpressionSpecification {
  const steps = endsOf(target).flatMap((end, i) => [end + 1e-6, i + 1]);
  return ['step', ['get', 'minutes'], 0, ...steps] as unknown as ExpressionSpecification;
}

/** The colour of a class: that which was told since, or else that of the base. */
function colourOf(base: ExpressionSpecification, night: boolean): ExpressionSpecification {
  const colours = classesOf(1, night).flatMap((c, i) => [i, c.colour]);
  const told: ExpressionSpecification = ['to-number', ['coalesce', ['feature-state', 'class'], base]];
  return ['match', told, ...colours, blank] as unknown as ExpressionSpecification;
}

/** The class that has no colour. */
const blank = 'rgba(0,0,0,0)';

function paintedTerritories(scene: Scene): Painted {
  const { painting, night } = scene;
  if (painting?.by !== 'territories') return nothing;
  const id = ofKind(painting.kind);
  const without = [...painting.minutes].filter(([, m]) => m === null).map(([code]) => code);
  return {
    sources: { [id]: territories(scene, painting.kind) },
    areas: [
      {
        ...area('territories', id, painting.kind),
        paint: { 'fill-color': colourOf(classByCode(painting.minutes, painting.base), night) },
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

/** The class of a territory by its code; -1: blank. */
function classByCode(minutes: ReadonlyMap<string, number | null>, target: number): ExpressionSpecification {
  const ends = endsOf(target);
  const codes: string[][] = [];
  for (const [code, m] of minutes) if (m !== null) (codes[classAt(m, ends)] ??= []).push(code);
  const arms = codes.flatMap((of, i) => (of ? [of, i] : []));
  return (arms.length
    ? ['match', ['get', 'code'], ...arms, -1]
    : ['literal', -1]) as unknown as ExpressionSpecification;
}

/** The territories that one chooses among, unseen, and the outline of the one that is chosen. */
function outlined(scene: Scene): Painted {
  const chosen = scene.chosen.territory;
  if (!chosen) return nothing;
  const id = ofKind(chosen.kind);
  const is: ExpressionSpecification = ['==', ['get', 'code'], chosen.code ?? ''];
  const { ink, halo } = paletteOf(scene.night);
  const outline = [
    { ...edge('chosen-halo', id, chosen.kind, halo, 6), filter: is },
    { ...edge('chosen', id, chosen.kind, ink, 3), filter: is },
  ];
  return {
    sources: { [id]: territories(scene, chosen.kind) },
    areas: [{ ...area('choice', id, chosen.kind), paint: { 'fill-opacity': 0 } }],
    lines: chosen.code === null ? [] : outline,
  };
}

function zoned(scene: Scene): Painted {
  if (!scene.zones) return nothing;
  const { ink, halo } = paletteOf(scene.night);
  const is: ExpressionSpecification = ['==', ['get', 'rank'], scene.chosen.zone ?? -1];
  return {
    // With MapLibre's own tolerance a zone of one square would vanish from afar.
    sources: { zones: { type: 'geojson', data: scene.zones, tolerance: 0.02 } },
    areas: [{ id: 'zones', type: 'fill', source: 'zones', paint: { 'fill-opacity': 0 } }],
    lines: [
      edge('zone-edges', 'zones', undefined, ink, widths(6, 0.5, 9, 1, 12, 1.75)),
      { ...edge('zone-halo', 'zones', undefined, halo, 6), filter: is },
      { ...edge('zone', 'zones', undefined, ink, 3), filter: is },
    ],
  };
}

function ofKind(kind: string): string {
  return `of-${kind}`;
}

function territories(scene: Scene, kind: string): SourceSpecification {
  return { type: 'vector', tiles: [tilesOf(scene.root, `collections/${kind}/`, '')], maxzoom: 12, promoteId: 'code' };
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
