import type { ExpressionSpecification, LayerSpecification, LineLayerSpecification } from 'maplibre-gl';
import type { Palette } from './palette';

/** The family of every label: our own, that the page's text is in too. */
export const face = 'Atkinson';

/** What lies under the data, and the names that stay legible over it. */
export interface Ground {
  land: LayerSpecification[];
  /** Streets and borders: over painted areas, so that one finds one's way on them. */
  lines: LayerSpecification[];
  names: LayerSpecification[];
}

/**
 * The ground of a region in a palette; landKind is the kind of territory its land is drawn from. With marks over it,
 * names make room for them.
 */
export function ground(p: Palette, landKind: string, marks: boolean): Ground {
  return {
    land: [
      { id: 'outside', type: 'background', paint: { 'background-color': p.outside } },
      {
        id: 'land',
        type: 'fill',
        source: 'ground',
        'source-layer': landKind,
        paint: { 'fill-color': p.land, 'fill-antialias': false },
      },
    ],
    lines: [...streets(p), ...borders(p)],
    names: names(p, marks),
  };
}

/** Widths of a line by zoom, in pixels. */
export function widths(...stops: number[]): ExpressionSpecification {
  return ['interpolate', ['exponential', 1.5], ['zoom'], ...stops] as unknown as ExpressionSpecification;
}

function streets(p: Palette): LayerSpecification[] {
  const street = (id: string, classes: string[], color: string, width: ExpressionSpecification, minzoom = 0) =>
    line(
      id,
      'streets',
      ['in', ['get', 'class'], ['literal', classes]],
      {
        'line-color': color,
        'line-width': width,
      },
      minzoom,
    );
  return [
    street('paths', ['path', 'ferry'], p.minor, widths(14, 0.75, 18, 3), 14),
    street('minor', ['minor'], p.minor, widths(12, 0.5, 14, 1.75, 18, 10), 12),
    street('tertiary', ['tertiary', 'secondary'], p.minor, widths(9, 0.4, 12, 1.2, 14, 2.5, 18, 13), 9),
    street('primary', ['primary'], p.major, widths(7, 0.4, 10, 1, 14, 3, 18, 15), 7),
    street('trunk', ['trunk', 'motorway'], p.major, widths(5, 0.6, 8, 1.2, 14, 4, 18, 18)),
  ];
}

function borders(p: Palette): LayerSpecification[] {
  const border = (kind: string, paint: LineLayerSpecification['paint'], minzoom = 0) =>
    line(`border-${kind}`, 'borders', ['==', ['get', 'kind'], kind], paint, minzoom);
  return [
    border('commune', { 'line-color': p.border, 'line-width': 1, 'line-dasharray': [1, 3] }, 10),
    border('departement', { 'line-color': p.edge, 'line-width': 1, 'line-dasharray': [4, 2] }),
    border('coast', { 'line-color': p.edge, 'line-width': widths(6, 0.75, 12, 1.5) }),
  ];
}

function line(
  id: string,
  layer: string,
  filter: ExpressionSpecification,
  paint: LineLayerSpecification['paint'],
  minzoom = 0,
): LayerSpecification {
  return {
    id,
    type: 'line',
    source: 'ground',
    'source-layer': layer,
    filter,
    minzoom,
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint,
  };
}

function names(p: Palette, marks: boolean): LayerSpecification[] {
  const paint = { 'text-color': p.quiet, 'text-halo-color': p.halo, 'text-halo-width': 1.5 };
  return [
    {
      id: 'street-names',
      type: 'symbol',
      source: 'ground',
      'source-layer': 'streets',
      minzoom: 14,
      filter: ['has', 'name'],
      layout: {
        'symbol-placement': 'line',
        'text-field': ['get', 'name'],
        'text-font': [face],
        'text-size': 12,
        'text-max-angle': 30,
        'symbol-spacing': 350,
      },
      paint,
    },
    {
      id: 'place-names',
      type: 'symbol',
      source: 'ground',
      'source-layer': 'places',
      layout: {
        'text-field': ['get', 'name'],
        'text-font': [face],
        'text-size': sizes(),
        'text-max-width': 8,
        'text-padding': 6,
        'symbol-sort-key': ['get', 'rank'],
        ...(marks ? beside : {}),
      },
      paint: { ...paint, 'text-color': p.ink },
    },
  ];
}

/** A name stands where its place is, or beside it where a mark stands there. */
const beside = {
  'text-variable-anchor': ['center' as const, 'left' as const, 'right' as const, 'top' as const, 'bottom' as const],
  'text-radial-offset': 1.8,
  'text-justify': 'auto' as const,
};

/** Names of towns grow with their people and with the zoom. */
function sizes(): ExpressionSpecification {
  const by = (small: number, large: number): ExpressionSpecification => [
    'interpolate',
    ['linear'],
    ['log10', ['max', 1, ['coalesce', ['get', 'people'], 1]]],
    2.5,
    small,
    5,
    large,
  ];
  return ['interpolate', ['linear'], ['zoom'], 6, by(11, 14), 10, by(11, 18), 14, by(13, 22)];
}
