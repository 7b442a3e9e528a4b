import type { Say } from '../say';

/** The kinds of places a journey begins at. A département or a region is a place to look at, not to set out from. */
export type PlaceKind = 'house' | 'street' | 'locality' | 'city' | 'structure';

/** A place that what somebody types may mean. */
export interface Place {
  kind: PlaceKind;
  /** All of it, on one line: "12 Cours Paoli, 20250 Corte". */
  label: string;
  /** What it is called: "12 Cours Paoli". */
  name: string;
  /** Where that is: "20250 Corte"; of a commune, its postal code and département. */
  where: string;
  lon: number;
  lat: number;
  /** INSEE's code of the commune it lies in, empty where unknown. */
  commune: string;
}

/** What a kind of place is called. */
export function kindName(kind: PlaceKind, say: Say): string {
  switch (kind) {
    case 'house':
      return say('adresse', 'address');
    case 'street':
      return say('rue', 'street');
    case 'locality':
      return say('lieu-dit', 'locality');
    case 'city':
      return say('commune', 'commune');
    case 'structure':
      return say('structure', 'structure');
  }
}

/** What /api/v1/places answers, as far as it is read here: GeocodeJSON. */
export interface GeocodeJSON {
  features: {
    properties: { geocoding: Geocoded };
    geometry: { coordinates: [lon: number, lat: number] };
  }[];
}

interface Geocoded {
  type: string;
  label: string;
  name: string;
  postcode?: string;
  city?: string;
  citycode?: string;
  county?: string;
}

const kinds: readonly string[] = ['house', 'street', 'locality', 'city', 'structure'] satisfies PlaceKind[];

/** Reads the places of an answer that a journey can begin at, in its order. */
export function readPlaces(answer: GeocodeJSON): Place[] {
  return answer.features
    .filter((feature) => kinds.includes(feature.properties.geocoding.type))
    .map((feature) => {
      const { type, label, name, postcode, city, citycode, county } = feature.properties.geocoding;
      const [lon, lat] = feature.geometry.coordinates;
      const kind = type as PlaceKind;
      const where = [postcode, kind === 'city' ? county : city].filter(Boolean).join(' ');
      return { kind, label, name, where, lon, lat, commune: citycode ?? '' };
    });
}

/** A label without the house number it begins with: "12 bis Cours Paoli, 20250 Corte" is "Cours Paoli, 20250 Corte". */
export function withoutNumber(label: string): string {
  return label.replace(/^\d+\s*(?:bis|ter|quater|quinquies|[a-z])?[\s,]+(?=[\p{L}\d])/iu, '');
}
