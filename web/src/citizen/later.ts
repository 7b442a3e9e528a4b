/** Wants a moment where another than now is chosen; the sheet shows its field only then. What it returns looks again. */
export function followLater(form: HTMLFormElement): () => void {
  const when = form.elements.namedItem('quand');
  const at = form.elements.namedItem('at');
  if (!(when instanceof HTMLSelectElement) || !(at instanceof HTMLInputElement)) return () => {};
  const follow = () => (at.required = when.value === 'plus-tard');
  when.addEventListener('change', follow);
  follow();
  return follow;
}
