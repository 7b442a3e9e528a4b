/**
 * The planner's page, enhanced: each change of the form is answered at once, the
 * map is painted, and what is chosen on the map, in the list of zones or in the
 * table is chosen in all of them. The words and figures are the server's, of the
 * same templates as without this script.
 */
import { langOf, sayIn } from '../say';
import { Planner } from './planner';

const form = document.querySelector<HTMLFormElement>('#plan');
if (form) {
  const lang = langOf(document.documentElement.lang);
  new Planner(form, lang, sayIn(lang)).begin(); // there is no form before a region is served
}
