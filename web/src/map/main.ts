/**
 * The map: the citizen's, the planner's and the widget's. A page imports it when
 * one asks to see it:
 *
 *     const { createMap } = await import('../map/main');
 *     const map = await createMap({ container, root, lang, sources });
 *     map.showAnswer(origin, found, (id) => map.choose(id));
 */
import { sayIn } from '../say';
import { Play } from './play';
import { askRegion } from './region';
import { adoptSheet } from './sheet';
import { Stage } from './stage';
import type { MaillageMap, MapOptions } from './types';

export type * from './types';

/**
 * Draws a map in an element. Where the browser draws none, or the service does not answer, the element says so in
 * words, and the promise is rejected: the page's list tells everything.
 */
export async function createMap(options: MapOptions): Promise<MaillageMap> {
  adoptSheet(options.container);
  try {
    const region = await askRegion(options.root, options.lang);
    return new Play(await Stage.set(options, region), options);
  } catch (cause) {
    const words = sayIn(options.lang)(
      'La carte ne peut pas être affichée ici. La liste dit tout ce qu’elle montre.',
      'The map cannot be shown here. The list tells all that it shows.',
    );
    const notice = document.createElement('p');
    notice.className = 'map-nomap';
    notice.textContent = words;
    options.container.classList.add('maillage-map');
    options.container.replaceChildren(notice);
    throw new Error(words, { cause });
  }
}
