/**
 * The citizen's page, enhanced: places are suggested as one types, the list comes
 * without leaving the page, and the map stands beside it. Without this script the same
 * form brings the same list.
 */
import { offerAround } from './around';
import { Beside } from './beside';
import { Finder } from './finder';
import { followLater } from './later';
import { keepFragment } from './links';
import { startAt } from './question';
import { Waiting } from './waiting';
import { askService } from '../places/ask';
import { createCombobox } from '../places/combobox';
import { element } from '../places/option';
import { langOf, sayIn } from '../say';

const form = document.querySelector<HTMLFormElement>('#finder');
if (form) enhance(form); // there is none before a region is served

function enhance(form: HTMLFormElement): void {
  const lang = langOf(document.documentElement.lang);
  const say = sayIn(lang);
  const root = new URL('.', form.action).href;
  const field = form.querySelector<HTMLInputElement>('#q')!;
  const answers = document.querySelector<HTMLElement>('#answers')!;
  const box = document.querySelector<HTMLElement>('#map')!;

  const progress = element('p', { id: 'progress', class: 'progress', role: 'status' });
  const showMap = element('button', { id: 'show-map', type: 'button', 'aria-controls': box.id }) as HTMLButtonElement;
  showMap.hidden = true;
  answers.before(progress);
  box.before(showMap);

  const waiting = new Waiting(answers, progress, say);
  const beside = new Beside({ box, button: showMap, root, lang, say });
  const filled = followLater(form);
  const finder = new Finder({ form, field, answers, waiting, beside, root, lang, say, filled });
  const combobox = createCombobox({
    input: field,
    ask: askService({ root, lang }),
    choose: (place) => finder.setOut(startAt(place)),
    say,
  });
  form.addEventListener('submit', () => combobox.close());
  offerAround({
    button: form.querySelector<HTMLButtonElement>('#around')!,
    say,
    found: ({ lon, lat }) => {
      finder.setOut({ kind: 'place', lon, lat, label: '' }, say('Ma position', 'My position'));
      form.requestSubmit();
    },
  });
  keepFragment();
  finder.begin();
}
