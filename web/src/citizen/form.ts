import { filterNames } from './question';

type Field = HTMLInputElement | HTMLSelectElement;

/** The filters that a form's fields say. What is left as it was is left out, so that links stay short. */
export function filtersIn(form: HTMLFormElement): URLSearchParams {
  const data = new FormData(form);
  const filters = new URLSearchParams();
  for (const name of filterNames) {
    if (name === 'at' && data.get('quand') !== 'plus-tard') continue;
    for (const value of data.getAll(name)) {
      if (typeof value === 'string' && value && !isDefault(form, name, value)) filters.append(name, value);
    }
  }
  return filters;
}

/** Fills a form's fields with filters; the others stand on their first choice. What no field holds becomes a hidden one, or one more choice. */
export function fillIn(form: HTMLFormElement, filters: URLSearchParams): void {
  form.querySelectorAll('[data-from-link]').forEach((hidden) => hidden.remove());
  for (const name of filterNames) {
    const values = filters.getAll(name);
    const fields = fieldsOf(form, name);
    if (fields.length) fields.forEach((field) => fill(field, values));
    else values.forEach((value) => form.append(hidden(name, value)));
  }
  for (const when of fieldsOf(form, 'quand')) fill(when, filters.has('at') ? ['plus-tard'] : []);
}

function fieldsOf(form: HTMLFormElement, name: string): Field[] {
  return [...form.elements].filter(
    (field): field is Field =>
      (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) && field.name === name,
  );
}

function fill(field: Field, values: string[]): void {
  if (field instanceof HTMLSelectElement) {
    (choiceOf(field, values) ?? field.options[0])!.selected = true;
  } else if (field.type === 'checkbox' || field.type === 'radio') {
    field.checked = values.includes(field.value);
  } else {
    field.value = values.length || field.type === 'hidden' ? values.join(',') : field.defaultValue;
  }
}

/** The choice of a list that stands for values, one more where it has none; null for no value. */
function choiceOf(field: HTMLSelectElement, values: string[]): HTMLOptionElement | null {
  const codes = values.flatMap((value) => value.split(','));
  if (!codes.length) return null;
  const options = [...field.options];
  const same = (o: HTMLOptionElement) => o.value.split(',').sort().join() === [...codes].sort().join();
  const found = options.find(same);
  if (found) return found;
  const made = new Option(codes.map((c) => options.find((o) => o.value === c)?.text ?? c).join(', '), codes.join());
  made.dataset.fromLink = '';
  field.add(made);
  return made;
}

function hidden(name: string, value: string): HTMLInputElement {
  const field = document.createElement('input');
  field.type = 'hidden';
  field.name = name;
  field.value = value;
  field.dataset.fromLink = '';
  return field;
}

/** Whether a list of choices stands on its first, which needs no saying. */
function isDefault(form: HTMLFormElement, name: string, value: string): boolean {
  return fieldsOf(form, name).some((field) => field instanceof HTMLSelectElement && value === field.options[0]?.value);
}
