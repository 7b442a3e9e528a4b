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

/** Fills a form's fields with filters; the others stand on their first choice. What no field holds becomes a hidden one. */
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
    const wanted = [...field.options].find((o) => values.includes(o.value)) ?? field.options[0];
    if (wanted) wanted.selected = true;
  } else if (field.type === 'checkbox' || field.type === 'radio') {
    field.checked = values.includes(field.value);
  } else {
    field.value = values.length || field.type === 'hidden' ? values.join(',') : field.defaultValue;
  }
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
