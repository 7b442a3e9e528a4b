import { createGround } from './ground';
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
  const ground = createGround(lang, say);
  acts.className = 'acts';
  acts.hidden = true;
  all.className = 'button';
  all.textContent = say('Voir toutes les structures', 'See all structures');
  outside(all, say);
  acts.append(all, ...(hasMap(settings) ? [ground.button] : []));
  element.append(result, acts, ground.element);

  return {
    element,
    show(section, question) {
      adapt(section, say);
      result.replaceChildren(section);
      all.href = pageOf(question, section, lang);
      acts.hidden = !section.querySelector('.structure');
      ground.show(section);
    },
    remove: () => ground.remove(),
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
