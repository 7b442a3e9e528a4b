import { anyCommune } from './territory';
import { attributes, limitOf, type Attribute, type Settings } from '../widget/settings';

/** The fields of the form, by the attribute they set. */
function fieldsOf(form: HTMLFormElement, name: Attribute): (HTMLInputElement | HTMLSelectElement)[] {
  return [...form.querySelectorAll<HTMLInputElement | HTMLSelectElement>(`[name="${name}"]`)];
}

/** What a widget does when nothing is said need not be said. */
const usual: Settings = { limit: String(limitOf({})), map: 'oui' };

/** Reads the settings that the form says, in the attributes' order. */
export function readSettings(form: HTMLFormElement): Settings {
  const data = new FormData(form);
  const settings: Settings = {};
  for (const name of attributes) {
    const value = data.getAll(name).filter(Boolean).join(',');
    if (value && value !== usual[name]) settings[name] = value;
  }
  if (!data.has('map')) settings.map = 'non';
  if (settings.territoire === anyCommune) delete settings.territoire;
  if (fieldsOf(form, 'accent')[0]?.hidden) delete settings.accent;
  return settings;
}

/** Adds to a list what it does not have: a commune, several codes, one that is wrong, which the preview then says. */
function offer(list: HTMLSelectElement, value: string): void {
  if (![...list.options].some((option) => option.value === value)) list.add(new Option(value, value));
}

/** Fills the form in with the settings of an address. */
export function writeSettings(form: HTMLFormElement, settings: Settings): void {
  for (const name of attributes) {
    const value = settings[name];
    if (value === undefined) continue;
    for (const field of fieldsOf(form, name)) {
      if (field.type === 'checkbox') (field as HTMLInputElement).checked = value.split(',').includes(field.value);
      else {
        if (field instanceof HTMLSelectElement) offer(field, value);
        field.value = value;
      }
    }
  }
}
