/** The page where a partner sets a widget up: what is chosen shows at once in the preview, the codes and the address. */
import { codesOf, type Codes } from './codes';
import { showCode } from './copying';
import { readSettings, writeSettings } from './form';
import { chooseCommune } from './territory';
import { langOf, sayIn, type Lang, type Say } from '../say';
import { define } from '../widget/element';
import { root } from '../widget/service';
import { attributes, hasMap, parameterOf, settingsIn, type Settings } from '../widget/settings';

const form = document.querySelector<HTMLFormElement>('#settings');
if (form) start(form, langOf(document.documentElement.lang));

function start(form: HTMLFormElement, lang: Lang): void {
  const say = sayIn(lang);
  const widget = one('maillage-widget');
  const shown = [...document.querySelectorAll<HTMLElement>('[data-code]')].map((box) => ({
    name: box.dataset.code as keyof Codes,
    code: showCode(box, say, one('#copied')),
  }));

  function update(): void {
    one('#accent').hidden = !one<HTMLInputElement>('#own-colour').checked;
    const settings = readSettings(form);
    tellNetworks(settings, say);
    for (const name of attributes) {
      const value = settings[name];
      if (value === undefined) widget.removeAttribute(name);
      else widget.setAttribute(name, value);
    }
    const codes = codesOf(root, settings, titleIn(langOf(settings.lang ?? lang)));
    for (const { name, code } of shown) code.write(codes[name]);
    keep(settings);
  }

  fill(form, settingsIn(new URLSearchParams(location.search)));
  chooseCommune(one<HTMLSelectElement>('#territoire'), root, lang, say, update);
  form.addEventListener('input', update);
  form.addEventListener('submit', (event) => event.preventDefault());
  update();
  define();
  one('.workbench').hidden = false;
}

function one<E extends HTMLElement = HTMLElement>(selector: string): E {
  return document.querySelector<E>(selector)!;
}

/** Begins with the settings of the address: a link to a configuration. The page's own language is not one of them. */
function fill(form: HTMLFormElement, { lang: _, ...settings }: Settings): void {
  one<HTMLInputElement>('#own-colour').checked = settings.accent !== undefined;
  one<HTMLInputElement>('#map').checked = hasMap(settings);
  writeSettings(form, settings);
}

/** How many networks are chosen, where the list of them is folded. */
function tellNetworks({ 'reseaux-porteurs': networks }: Settings, say: Say): void {
  const count = networks?.split(',').length;
  const words = document.querySelector('#networks-chosen');
  if (words) words.textContent = count ? say(`${count} de la liste`, `${count} of the list`) : say('tous', 'all');
}

function titleIn(lang: Lang): string {
  return sayIn(lang)("Trouver une structure d'orientation", 'Find a guidance structure');
}

/** Keeps the settings in the page's address, beside the page's own language, and in the link to the other language. */
function keep(settings: Settings): void {
  const query = new URLSearchParams();
  const lang = new URLSearchParams(location.search).get('lang');
  if (lang) query.set('lang', lang);
  for (const name of attributes) {
    const value = settings[name];
    if (value !== undefined && name !== 'lang') query.set(parameterOf(name), value);
  }
  history.replaceState(null, '', query.toString() ? `?${query}` : location.pathname);
  const other = document.querySelector<HTMLAnchorElement>('.top a[hreflang]')!;
  query.set('lang', other.hreflang);
  other.search = query.toString();
}
