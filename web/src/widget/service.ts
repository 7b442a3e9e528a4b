import { queryOf, type Settings } from './settings';
import { trusted } from '../trusted';
import type { Lang } from '../say';

/** The service's root: this script is in its folder "assets". It ends with a slash. */
export const root = new URL('../', import.meta.url).href;

/** How long the form may take, in milliseconds. */
const patience = 30_000;

/** The service's own form, as it is for some settings, and the line that says whose it is and on what it stands. */
export async function askForm(settings: Settings, lang: Lang, signal: AbortSignal): Promise<DocumentFragment> {
  const query = queryOf(settings);
  query.set('lang', lang);
  const response = await fetch(`${root}widget/formulaire?${query}`, {
    signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
  });
  if (!response.ok) throw new Error(`widget/formulaire: ${response.status}`);
  const template = document.createElement('template');
  template.innerHTML = trusted(await response.text());
  return template.content;
}
