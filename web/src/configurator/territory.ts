import { askService } from '../places/ask';
import { createCombobox } from '../places/combobox';
import type { Lang, Say } from '../say';

/** The option that stands for a commune that is still to be chosen. */
export const anyCommune = 'commune';

/**
 * Lets a commune be chosen by its name: communes are too many for a list. The one that is chosen
 * becomes an option of the list, and changed is called.
 */
export function chooseCommune(list: HTMLSelectElement, root: string, lang: Lang, say: Say, changed: () => void): void {
  const row = document.querySelector<HTMLElement>('#of-commune')!;
  const input = row.querySelector('input')!;
  const places = askService({ root, lang, limit: 20 });
  createCombobox({
    input,
    ask: async (text, signal) => (await places(text, signal)).filter(({ kind }) => kind === 'city').slice(0, 7),
    say,
    choose({ commune, name }) {
      addCommune(list, commune, name);
      list.focus(); // the field goes
      row.hidden = true;
      changed();
    },
  });
  list.addEventListener('change', () => (row.hidden = list.value !== anyCommune));
}

/** Offers a commune in the list, and chooses it. */
function addCommune(list: HTMLSelectElement, code: string, name: string): void {
  const value = `commune:${code}`;
  const option = list.querySelector<HTMLOptionElement>('[value^="commune:"]') ?? new Option();
  option.value = value;
  option.textContent = name;
  list.querySelector(`[value=${anyCommune}]`)!.before(option);
  list.value = value;
}
