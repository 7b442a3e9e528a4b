import { expect, test } from '@playwright/test';
import { duration, langOf, number, sayIn } from '../src/say';

/** What is drawn as a space, told apart. */
const plain = (s: string) => s.replaceAll('\u202f', '_').replaceAll('\u00a0', '~');

test('durations are said as the server says them', () => {
  const minutes = [0, 0.4, 6, 59.6, 60, 70, 605];
  const said = (lang: 'fr' | 'en') => minutes.map((m) => plain(duration(lang, m)));
  expect(said('fr')).toEqual(['0_min', '<_1_min', '6_min', '1_h', '1_h', '1_h_10', '10_h_05']);
  expect(said('en')).toEqual(['0_min', '<_1_min', '6_min', '1_h_00_min', '1_h_00_min', '1_h_10_min', '10_h_05_min']);
});

test('French signs keep their spaces on one line', () => {
  const fr = sayIn('fr')('Où êtes-vous ? « Ici » : 82 % ; oui !', '');
  expect(plain(fr)).toBe('Où êtes-vous_? «~Ici~»~: 82_%_; oui_!');
  expect(sayIn('en')('', 'Where? "Here": 82 %')).toBe('Where? "Here": 82 %');
});

test('numbers and languages', () => {
  expect(plain(number('fr', 48700.25, 1))).toBe('48_700,3');
  expect(number('en', 48700)).toBe('48,700');
  expect(['en-GB', 'EN', 'fr', 'de', '', undefined].map(langOf)).toEqual(['en', 'en', 'fr', 'fr', 'fr', 'fr']);
});
