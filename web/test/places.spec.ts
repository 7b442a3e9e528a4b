import { expect, test } from '@playwright/test';
import { addressOf, bodyOf, fragmentOf, readQuestion, type Question } from '../src/citizen/question';
import { pieces } from '../src/places/highlight';
import { readPlaces, withoutNumber } from '../src/places/place';

/** What is typed of a text, in brackets. */
const marked = (text: string, typed: string): string =>
  pieces(text, typed)
    .map((p) => (p.typed ? `[${p.text}]` : p.text))
    .join('');

test('what was typed is marked at the beginnings of words, whatever its accents and case', () => {
  for (const [text, typed, want] of [
    ['Cours Paoli', 'cours pa', '[Cours] [Pa]oli'],
    ['12 bis Rue de l’Église', '12 EGLI', '[12] bis Rue de l’[Égli]se'],
    ['Rue du Cœur', 'coe', 'Rue du [Cœ]ur'],
    ['Saint-Ludrin', 'ludrin saint', '[Saint]-[Ludrin]'],
    ['L\u2019I\u0302le-Rousse', 'ile', 'L\u2019[I\u0302le]-Rousse'], // an accent of its own
    ['Corte', 'orte', 'Corte'], // not within words
    ['Corte', 'c corte', '[Corte]'], // the longest of what was typed
    ['Corte', '', 'Corte'],
    ['', 'corte', ''],
    ['𝒞orte (Haute-Corse)', 'haute', '𝒞orte ([Haute]-Corse)'],
    ['Corte', '.* [a-z] \\', 'Corte'],
  ] as const) {
    expect(marked(text, typed), `${text} / ${typed}`).toBe(want);
  }
});

test('marking changes no letter', () => {
  for (let seed = 1; seed <= 300; seed++) {
    const text = scribble(seed);
    const told = pieces(text, scribble(seed * 7)).map((p) => p.text);
    expect(told.join(''), `seed ${seed}`).toBe(text);
  }
});

/** A text of a seed, of letters that fold to none, one or two. */
function scribble(seed: number): string {
  const letters = ['a', 'É', 'œ', 'ß', 'İ', '\u0301', ' ', '-', '𝒞', '1', "'"];
  let text = '';
  for (let x = seed; text.length < (seed % 13) + 1;) {
    x = (x * 1103515245 + 12345) % 2147483648;
    text += letters[x % letters.length];
  }
  return text;
}

test('the number of a house is not told, the rest is', () => {
  for (const [label, want] of [
    ['12 Cours Paoli, 20250 Corte', 'Cours Paoli, 20250 Corte'],
    ['12 bis Cours Paoli, 20250 Corte', 'Cours Paoli, 20250 Corte'],
    ['12bis, Cours Paoli, 20250 Corte', 'Cours Paoli, 20250 Corte'],
    ['3 A Cours Paoli, 20250 Corte', 'Cours Paoli, 20250 Corte'],
    ['3 quinquies Cours Paoli, 20250 Corte', 'Cours Paoli, 20250 Corte'],
    ['12 8 Mai 1945, 20250 Corte', '8 Mai 1945, 20250 Corte'],
    ['Rue du 11 Novembre, 20250 Corte', 'Rue du 11 Novembre, 20250 Corte'],
    ['Corte (Haute-Corse)', 'Corte (Haute-Corse)'],
    ['20250', '20250'],
  ] as const) {
    expect(withoutNumber(label)).toBe(want);
  }
});

test('a journey begins at a place, not at a département', () => {
  const feature = (geocoding: object) => ({
    properties: { geocoding: { label: '', name: '', ...geocoding } },
    geometry: { coordinates: [9.15, 42.3] },
  });
  const features = [
    feature({ type: 'county', label: 'Haute-Corse, département' }),
    feature({ type: 'city', label: 'Corte (Haute-Corse)', name: 'Corte', postcode: '20250', city: 'Corte', citycode: '2B096', county: 'Haute-Corse' }), // prettier-ignore
    feature({ type: 'house', label: '12 Cours Paoli, 20250 Corte', name: '12 Cours Paoli', postcode: '20250', city: 'Corte', citycode: '2B096' }), // prettier-ignore
  ];
  const got = readPlaces({ features } as unknown as Parameters<typeof readPlaces>[0]);
  expect(got.map(({ kind, name, where, commune }) => [kind, name, where, commune])).toEqual([
    ['city', 'Corte', '20250 Haute-Corse', '2B096'],
    ['house', '12 Cours Paoli', '20250 Corte', '2B096'],
  ]);
});

/** A question, its filters as a text. */
const asked = ({ start, filters }: Question) => [start, filters.toString()];

test('an address holds a question, rounded and without a house', () => {
  const filters = new URLSearchParams('publics=jeunes&at=2026-11-25T14:00');
  const home: Question = {
    start: { kind: 'place', lon: 9.1503456, lat: 42.3061234, label: '12 Cours Paoli, 20250 Corte' },
    filters,
  };
  const fragment = fragmentOf(home);
  expect(fragment).toBe('#lat=42.306&lon=9.150&lieu=Cours+Paoli%2C+20250+Corte&publics=jeunes&at=2026-11-25T14%3A00');
  const rounded = { kind: 'place', lon: 9.15, lat: 42.306, label: 'Cours Paoli, 20250 Corte' };
  expect(asked(readQuestion({ hash: fragment, search: '' }))).toEqual([rounded, filters.toString()]);
  expect(addressOf(home, { pathname: '/m/', search: '?lang=en&reseaux_porteurs=apec&code_commune=2B096&q=x' })).toBe(
    '/m/?lang=en&reseaux_porteurs=apec' + fragment,
  );
  expect(fragmentOf({ start: { kind: 'text', label: '12 Cours Paoli' }, filters })).toBe('');
  expect(
    fragmentOf({ start: { kind: 'place', lon: -0.0004, lat: -4.65, label: '' }, filters: new URLSearchParams() }),
  ).toBe('#lat=-4.650&lon=0.000');
});

test('what an address cannot mean is no question', () => {
  for (const [hash, search, want] of [
    ['#commune=2B096&lieu=Corte', '', { kind: 'commune', code: '2B096', label: 'Corte' }],
    ['', '?code_commune=2B096', { kind: 'commune', code: '2B096', label: '' }],
    ['', '?lat=42.306&lon=9.150', null], // a query never tells a position
    ['#lat=42.306', '', null],
    ['#lat=&lon=', '', null],
    ['#lat=1e9&lon=0', '', null],
    ['#lat=NaN&lon=Infinity', '', null],
    ['#commune=../../x', '', null],
    ['#contenu', '', null],
  ] as const) {
    expect(readQuestion({ hash, search }).start, hash + search).toEqual(want);
  }
  const { filters } = readQuestion({ hash: '#mode=walk&q=12+Cours+Paoli&evil=1', search: '?mode=car&publics=jeunes' });
  expect(filters.toString()).toBe('publics=jeunes&mode=walk');
});

test('one start is posted, with its label where it has one', () => {
  const body = (start: Question['start'], filters = '') =>
    bodyOf({ start, filters: new URLSearchParams(filters) }, 'fr').toString();
  expect(body({ kind: 'place', lon: 9.15, lat: 42.306, label: '' })).toBe('lang=fr&lat=42.306&lon=9.15');
  expect(body({ kind: 'place', lon: 9.15, lat: 42.306, label: 'Corte' })).toBe('lang=fr&lat=42.306&lon=9.15&q=Corte');
  expect(body({ kind: 'commune', code: '2B096', label: 'Corte' })).toBe('lang=fr&code_commune=2B096');
  expect(body({ kind: 'text', label: 'corte' }, 'at=2026-11-25T14:00')).toBe(
    'at=2026-11-25T14%3A00&lang=fr&quand=plus-tard&q=corte',
  );
});
