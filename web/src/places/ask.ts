import { readPlaces, type GeocodeJSON, type Place } from './place';
import type { Lang } from '../say';

/** Asks which places a text may mean; a signal gives the question up. */
export type Ask = (text: string, signal: AbortSignal) => Promise<Place[]>;

/** Whom to ask, and about where. */
export interface AskOptions {
  /** The service's root, which ends with a slash. */
  root: string;
  lang: Lang;
  /** Keeps only places of a territory: "departement:2A". */
  territory?: string | undefined;
  /** How many places at most. */
  limit?: number;
}

/** More would hide the form below them on a phone. */
const defaultLimit = 5;
/** Territories are set aside after they were counted: a few more are asked for. */
const spare = 4;

/** Asks a Maillage service's gazetteer. Nothing of the page goes with the question: no referrer, no cookie. */
export function askService({ root, lang, territory, limit = defaultLimit }: AskOptions): Ask {
  return async (text, signal) => {
    const url = new URL('api/v1/places', root);
    url.search = new URLSearchParams({
      q: text,
      limit: String(limit + spare),
      lang,
      ...(territory && { territoire: territory }),
    }).toString();
    const response = await fetch(url, { signal, credentials: 'omit', referrerPolicy: 'no-referrer' });
    if (!response.ok) throw new Error(`places: ${response.status}`);
    return readPlaces((await response.json()) as GeocodeJSON).slice(0, limit);
  };
}
