import type { Way } from '../map/types';

/** The way to a structure, as the service tells it at /chemin. */
interface Told {
  /** Its parts in words: "1 min à pied, 12 min en voiture". Absent where no way leads there. */
  summary?: string;
  /** The journey in words, or why there is none. */
  why: string;
  parts: { kind: Way[number]['kind'] | 'park'; points?: [first: number, last: number] }[];
  geometry: { coordinates: [lon: number, lat: number][] } | null;
}

/**
 * Asks the service for the way from where a question begins to a structure. What is asked is posted: a position stands
 * in no address. Fails where nothing that can be drawn or said comes.
 */
export async function askWay(
  question: URLSearchParams,
  structure: string,
  root: string,
): Promise<{ words: string; way: Way | null }> {
  const body = new URLSearchParams(question);
  body.set('structure', structure);
  const response = await fetch(new URL('chemin', root), {
    method: 'POST',
    body,
    headers: { Accept: 'application/json' },
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
  });
  if (!response.ok) throw new Error(String(response.status));
  const told = (await response.json()) as Told;
  return { words: told.summary ?? told.why, way: told.geometry && wayOf(told.parts, told.geometry.coordinates) };
}

/** The lines of a way: parking has none. */
function wayOf(parts: Told['parts'], coordinates: [number, number][]): Way {
  return parts.flatMap(({ kind, points }) =>
    kind === 'park' || !points ? [] : [{ kind, line: coordinates.slice(points[0], points[1] + 1) }],
  );
}
