import { root } from './service';
import type { Found, MaillageMap } from '../map/types';
import type { Lang } from '../say';

/** A widget's map, which is loaded when it is asked for. */
export interface WidgetMap {
  show(section: HTMLElement): void;
  remove(): void;
}

/** Loads the map and draws it into an element. Choosing a structure of the list chooses it on the map, and the other way. */
export async function openMap(container: HTMLElement, lang: Lang, sources: string): Promise<WidgetMap> {
  const { createMap } = await import('../map/main');
  const map = await createMap({ container, root, lang, sources, dark: isDark(container) });
  let listening: AbortController | undefined;
  return {
    show(section) {
      listening?.abort();
      listening = new AbortController();
      showOn(map, section, listening.signal);
    },
    remove() {
      listening?.abort();
      map.remove();
    },
  };
}

function showOn(map: MaillageMap, section: HTMLElement, signal: AbortSignal): void {
  const items = [...section.querySelectorAll<HTMLElement>('li[data-lon]')];
  const choose = (id: string) => {
    for (const item of items) item.classList.toggle('chosen', item.dataset.id === id);
    map.choose(id);
  };
  const { lon, lat, label } = section.dataset;
  const origin = lon && lat ? { lon: Number(lon), lat: Number(lat), label: label ?? '' } : null;
  map.showAnswer(origin, items.map(foundIn), (id) => {
    choose(id);
    items.find((item) => item.dataset.id === id)?.scrollIntoView({ block: 'nearest' });
  });
  for (const item of items) item.addEventListener('click', () => choose(item.dataset.id ?? ''), { signal });
}

function foundIn({ dataset }: HTMLElement): Found {
  return {
    id: dataset.id ?? '',
    lon: Number(dataset.lon),
    lat: Number(dataset.lat),
    rank: Number(dataset.rank),
    nom: dataset.nom ?? '',
    state: (dataset.state ?? 'unknown') as Found['state'],
  };
}

/** Whether the widget is dark: what its page, or its attribute, decided, not the device. Its box's outline tells; see widget.css. */
function isDark(element: HTMLElement): boolean {
  return getComputedStyle(element.closest('.box')!).outlineColor === 'rgb(0, 0, 0)';
}
