import { about } from '../places/locate';
import { withoutNumber, type Place } from '../places/place';

/** Where a journey begins. The label is what is said of it: of a text, all there is; of where a device is, nothing. */
export type Start =
  | { kind: 'place'; lon: number; lat: number; label: string }
  | { kind: 'commune'; code: string; label: string }
  | { kind: 'text'; label: string };

/** A journey from a place that was chosen: from a commune as a whole, from any other as a point. */
export function startAt({ kind, commune, lon, lat, label }: Place): Start {
  return kind === 'city' && commune ? { kind: 'commune', code: commune, label } : { kind: 'place', lon, lat, label };
}

/** What a citizen asks: from where, and with what filters, by the names of the form's fields. */
export interface Question {
  start: Start | null;
  filters: URLSearchParams;
}

/** The fields that a link to an answer may fill, besides where it begins. */
export const filterNames = [
  'publics',
  'mode',
  'level',
  'at',
  'accessible',
  'season',
  'reseaux_porteurs',
  'territoire',
  'limit',
] as const;

/** What a partner's link locks: it stays in a page's query, for the server to say so. */
const locks = ['lang', 'reseaux_porteurs', 'territoire'];

/** Reads the question a page's address holds: in its fragment, or, of a commune, in its query. */
export function readQuestion(address: Pick<Location, 'hash' | 'search'>): Question {
  const fragment = new URLSearchParams(address.hash.slice(1));
  const query = new URLSearchParams(address.search);
  const filters = new URLSearchParams();
  for (const name of filterNames) {
    const values = fragment.has(name) ? fragment.getAll(name) : query.getAll(name);
    for (const value of values) if (value) filters.append(name, value);
  }
  return { start: startOf(fragment, 'commune') ?? startOf(query, 'code_commune'), filters };
}

/** The address that leads back to a question, from the page itself: the locks, then the fragment. */
export function addressOf(question: Question, { pathname, search }: Pick<Location, 'pathname' | 'search'>): string {
  const kept = new URLSearchParams([...new URLSearchParams(search)].filter(([name]) => locks.includes(name)));
  return pathname + (kept.toString() && `?${kept}`) + fragmentOf(question);
}

function startOf(params: URLSearchParams, commune: string): Start | null {
  const label = (params.get('lieu') ?? '').slice(0, longest);
  const code = params.get(commune);
  if (code && /^\w{5}$/.test(code)) return { kind: 'commune', code, label };
  const lat = degreesOf(params.get('lat'), 90);
  const lon = degreesOf(params.get('lon'), 180);
  // A query never tells a position: one that does is not ours.
  return commune === 'commune' && lat !== null && lon !== null ? { kind: 'place', lat, lon, label } : null;
}

/** As much of a label as a field of the form takes. */
const longest = 200;

function degreesOf(text: string | null, most: number): number | null {
  const degrees = text ? Number(text) : NaN;
  return Math.abs(degrees) <= most ? degrees : null;
}

/**
 * The fragment that leads back to a question: "#lat=42.306&lon=9.150&lieu=…".
 * A position is rounded to about 100 m and a house loses its number, so that whoever
 * reads the browser's history learns no one's home. A text that led nowhere has none.
 */
export function fragmentOf({ start, filters }: Question): string {
  if (!start || start.kind === 'text') return '';
  const params = new URLSearchParams(
    start.kind === 'commune'
      ? { commune: start.code }
      : { lat: about(start.lat).toFixed(3), lon: about(start.lon).toFixed(3) },
  );
  if (start.label) params.set('lieu', withoutNumber(start.label));
  for (const [name, value] of filters) params.append(name, value);
  return '#' + params.toString();
}

/** What is posted: the filters, and the one start. The label goes along, to be said again. */
export function bodyOf({ start, filters }: Question, lang: string): URLSearchParams {
  const body = new URLSearchParams(filters);
  body.set('lang', lang);
  if (filters.has('at')) body.set('quand', 'plus-tard');
  switch (start?.kind) {
    case 'place':
      body.set('lat', String(start.lat));
      body.set('lon', String(start.lon));
      if (start.label) body.set('q', start.label);
      break;
    case 'commune':
      body.set('code_commune', start.code);
      break;
    case 'text':
      body.set('q', start.label);
  }
  return body;
}
