import { root } from './service';
import { foundIn, itemsIn, originIn } from '../citizen/found';
import type { MaillageMap } from '../map/types';
import type { Lang } from '../say';
import { trustedURL } from '../trusted';

/** A widget's map, which is loaded when it is asked for. */
export interface WidgetMap {
  show(section: HTMLElement): void;
  remove(): void;
}

/**
 * Loads the map and draws it into an element. Choosing a structure of the list chooses it on the map, and the other way.
 * The promise is rejected where the map cannot be drawn.
 */
export async function openMap(container: HTMLElement, lang: Lang): Promise<WidgetMap> {
  await tryWorker();
  const { createMap } = await import('../map/main');
  const box = container.closest<HTMLElement>('.box')!;
  const map = await createMap({ container, root, lang, sources: sourcesIn(box), dark: isDark(box) });
  let listening: AbortController | undefined;
  return {
    show(section) {
      listening?.abort();
      listening = new AbortController();
      map.resize();
      showOn(map, section, listening.signal);
    },
    remove() {
      listening?.abort();
      map.remove();
    },
  };
}

/**
 * Fails where the page's policy refuses workers that start from a blob, as the map's do in another site's page: MapLibre
 * would draw an empty ground for ever.
 */
async function tryWorker(): Promise<void> {
  if (root.startsWith(location.origin + '/')) return;
  const url = URL.createObjectURL(new Blob(['postMessage(0)'], { type: 'text/javascript' }));
  const worker = new Worker(trustedURL(url));
  try {
    await new Promise((resolve, reject) => {
      worker.onmessage = resolve;
      worker.onerror = reject;
    });
  } finally {
    worker.terminate();
    URL.revokeObjectURL(url);
  }
}

function showOn(map: MaillageMap, section: HTMLElement, signal: AbortSignal): void {
  const items = itemsIn(section);
  const choose = (id: string) => {
    for (const item of items) {
      const chosen = item.dataset.id === id;
      item.classList.toggle('chosen', chosen);
      if (chosen) item.setAttribute('aria-current', 'true');
      else item.removeAttribute('aria-current');
    }
    map.choose(id);
  };
  map.showAnswer(originIn(section), foundIn(section), (id) => {
    choose(id);
    items.find((item) => item.dataset.id === id)?.scrollIntoView({ block: 'nearest' });
  });
  for (const item of items) {
    for (const event of ['click', 'focusin']) item.addEventListener(event, () => choose(item.dataset.id!), { signal });
  }
}

/** The sources, as the widget's last line lists them: a licence asks for its name where the map is. */
function sourcesIn(box: HTMLElement): string {
  return [...box.querySelectorAll('.about li')].map((source) => source.textContent).join(' · ');
}

/** Whether the widget is dark: what its page, or its attribute, decided, not the device. Its box's outline tells; see widget.css. */
function isDark(box: HTMLElement): boolean {
  return getComputedStyle(box).outlineColor === 'rgb(0, 0, 0)';
}
