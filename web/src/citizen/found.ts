import type { Found, Origin } from '../map/types';

/** The items of an answer's lists to which one goes. */
export function placesIn(section: Element | null): HTMLElement[] {
  return [...(section?.querySelectorAll<HTMLElement>('li.structure:has(.journey)') ?? [])];
}

/** The items of an answer's list that are ranked, and so may stand on a map. */
export function itemsIn(section: Element | null): HTMLElement[] {
  return [...(section?.querySelectorAll<HTMLElement>('li.structure[data-rank]') ?? [])];
}

/** The structures of an answer's list, as its items tell them. */
export function foundIn(section: Element | null): Found[] {
  return itemsIn(section)
    .filter((item) => item.dataset.lon)
    .map(({ dataset: d }) => ({
      id: d.id!,
      lon: Number(d.lon),
      lat: Number(d.lat),
      rank: Number(d.rank),
      nom: d.nom ?? '',
      state: d.state as Found['state'],
    }));
}

/** Where an answer starts from; null where that is no point, as of a whole commune without one. */
export function originIn(section: HTMLElement | null): Origin | null {
  const { lon, lat, label = '' } = section?.dataset ?? {};
  return lon && lat ? { lon: Number(lon), lat: Number(lat), label } : null;
}
