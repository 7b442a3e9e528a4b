import type { Lang } from '../say';
import type { Counted } from './readout';
import type { Bounds } from './types';

/** What the map asks of the region it draws. */
export interface Region {
  name: string;
  bounds: Bounds;
  /** The kinds of territory it is cut into. */
  kinds: string[];
  /** Who is counted in the cells, by code. */
  groups: ReadonlyMap<string, Counted>;
}

/** Asks the service which region it serves. */
export async function askRegion(root: string, lang: Lang): Promise<Region> {
  const answer = await fetch(`${root}api/v1/region?lang=${lang}`, {
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
  });
  if (!answer.ok) throw new Error(`${root}api/v1/region: ${answer.status}`);
  const body = (await answer.json()) as {
    name: string;
    bounds: Bounds;
    territories: { kind: string }[];
    groups: Counted[];
  };
  return {
    name: body.name,
    bounds: body.bounds,
    kinds: body.territories.map((t) => t.kind),
    groups: new Map(body.groups.map((g) => [g.code, g])),
  };
}
