import { openMap, type WidgetMap } from './map';
import { root } from './service';
import { hasMap, type Settings } from './settings';
import { startIn } from '../citizen/answer';
import { fragmentOf, type Question } from '../citizen/question';
import type { Lang, Say } from '../say';

/** Where answers stand: the service's section, and under it the way to all structures and to the map. */
export interface Answers {
  element: HTMLElement;
  show(section: HTMLElement, question: Question): void;
  remove(): void;
}

/** Makes the place of answers. */
export function createAnswers(settings: Settings, lang: Lang, say: Say): Answers {
  const element = document.createElement('div');
  const result = document.createElement('div');
  const acts = document.createElement('p');
  const all = document.createElement('a');
  const button = document.createElement('button');
  const ground = document.createElement('div');
  acts.className = 'acts';
  acts.hidden = ground.hidden = true;
  ground.className = 'map';
  all.className = 'button';
  all.textContent = say('Voir toutes les structures', 'See all structures');
  outside(all, say);
  button.type = 'button';
  button.textContent = say('Voir sur la carte', 'See on the map');
  acts.append(all, ...(hasMap(settings) ? [button] : []));
  element.append(result, acts, ground);

  let section: HTMLElement | undefined;
  let map: WidgetMap | undefined;
  let gone = false;

  async function open(): Promise<void> {
    button.disabled = true;
    ground.hidden = false;
    try {
      const opened = await openMap(
        ground,
        lang,
        say('Sources et licences : sous la carte', 'Sources and licences: below the map'),
      );
      if (gone) return opened.remove();
      map = opened;
      if (section) map.show(section);
      button.hidden = true;
    } catch {
      ground.className = ''; // as small as the words in it
      ground.textContent = say(
        "La carte ne peut pas être affichée ici. La liste dit tout ce qu'elle montre.",
        'The map cannot be shown here. The list tells all that it shows.',
      );
    }
  }
  button.addEventListener('click', () => void open());

  return {
    element,
    show(shown, question) {
      section = shown;
      adapt(section, say);
      result.replaceChildren(section);
      all.href = pageOf(question, section, lang);
      acts.hidden = !section.querySelector('.structure');
      if (map) map.show(section);
    },
    remove() {
      gone = true;
      map?.remove();
    },
  };
}

/**
 * The service's page with the same question. What the partner set is in its query; where from is in its fragment,
 * which browsers send to nobody.
 */
function pageOf({ start, filters }: Question, section: HTMLElement, lang: Lang): string {
  const url = new URL(root);
  const chosen = new URLSearchParams(filters);
  url.searchParams.set('lang', lang);
  for (const lock of ['reseaux_porteurs', 'territoire']) {
    const value = chosen.getAll(lock).join(',');
    if (value) url.searchParams.set(lock, value);
    chosen.delete(lock);
  }
  url.hash = fragmentOf({ start: start?.kind === 'text' ? startIn(section) : start, filters: chosen });
  return url.href;
}

/** Makes the service's section at home in another page: its links lead to the service, in a tab of their own. */
function adapt(section: HTMLElement, say: Say): void {
  section.querySelector('.more')?.remove(); // the way to all structures stands below
  for (const link of section.querySelectorAll<HTMLAnchorElement>('a[href]')) {
    const href = link.getAttribute('href')!;
    if (/^(?:[a-z][a-z0-9+.-]*:|#)/i.test(href)) continue; // tel:, geo:, another site
    link.href = new URL(href, root).href;
    outside(link, say);
  }
}

/** Opens a link in a new tab, and says so to those who do not see it. */
function outside(link: HTMLAnchorElement, say: Say): void {
  link.target = '_blank';
  link.rel = 'noopener';
  const words = document.createElement('span');
  words.className = 'unseen';
  words.textContent = say(' (nouvel onglet)', ' (new tab)');
  link.append(words);
}
