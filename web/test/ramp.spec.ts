/** The map's colours: for all eyes, by day and by night. Nothing of this needs a page. */
import { expect, test } from '@playwright/test';
import type { Painting } from '../src/map/painting';
import { paletteOf } from '../src/map/palette';
import { classAt, classesOf, endsOf, rampOf } from '../src/map/ramp';
import { valueWords } from '../src/map/readout';
import { turned } from '../src/map/turn';
import { ciede2000, contrast, difference, eyes } from './vision';

test('CIEDE2000 is as its authors publish it', () => {
  // Sharma, Wu & Dalal 2005, table 1: pairs 1, 7, 17, 25 and 34.
  const pairs: [[number, number, number], [number, number, number], number][] = [
    [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
    [[50, 0, 0], [50, -1, 2], 2.3669],
    [[50, 2.5, 0], [73, 25, -18], 27.1492],
    [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
    [[2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082],
  ];
  for (const [a, b, want] of pairs) expect(ciede2000(a, b)).toBeCloseTo(want, 4);
});

for (const night of [false, true]) {
  const when = night ? 'by night' : 'by day';
  const { within, beyond, unreachable, hatch } = rampOf(night);
  const all = [...within, ...beyond, unreachable];

  for (const by of eyes) {
    test(`${when}, ${by}: each class differs from the next, within from beyond, all from the ground`, () => {
      const classes = [...within, ...beyond];
      const least = (of: [string, string][]) => Math.min(...of.map(([a, b]) => difference(a, b, by)));
      expect(least(classes.slice(1).map((c, i) => [classes[i]!, c]))).toBeGreaterThan(13);
      expect(
        least(within.flatMap((w) => [...beyond, unreachable].map((b): [string, string] => [w, b]))),
      ).toBeGreaterThan(12);
      expect(least(all.map((c) => [c, paletteOf(night).land]))).toBeGreaterThan(7.5);
      expect(difference(beyond.at(-1)!, unreachable, by)).toBeGreaterThan(9); // it is hatched, too
    });
  }

  test(`${when}: the turn at the target is an edge that is seen, and so is the hatching`, () => {
    expect(contrast(within.at(-1)!, beyond[0]!)).toBeGreaterThanOrEqual(3);
    expect(contrast(unreachable, hatch)).toBeGreaterThanOrEqual(3);
  });

  test(`${when}: what is further from the near and from the target stands out more from the ground`, () => {
    const strengths = (of: readonly string[]) => of.map((c) => contrast(c, paletteOf(night).land));
    for (const part of [within, [...beyond, unreachable]]) {
      const s = strengths(part);
      expect(s).toEqual([...s].sort((a, b) => a - b));
    }
  });
}

test('the classes of every target follow each other, three within it and four beyond, and say whole minutes', () => {
  for (const target of [1, 1.5, 2, 2.2, ...Array.from({ length: 118 }, (_, i) => i + 3), 1440]) {
    const classes = classesOf(target, false);
    expect(classes.map((c) => c.within)).toEqual([true, true, true, false, false, false, false]);
    expect(classes[2]!.to).toBe(target);
    classes.forEach((c, i) => {
      expect(c.from).toBe(classes[i - 1]?.to ?? 0);
      expect(c.to).toBeGreaterThan(c.from);
      if (i < 6 && target >= 3) expect(Number.isInteger(c.to)).toBe(true);
    });
  }
});

test('who changes class when the target moves is told, and nobody else', () => {
  const territories = new Map<string, number | null>([['nowhere', null]]);
  for (let i = 0; i < 500; i++) territories.set(`t${i}`, ((i * 7919) % 4000) / 10);
  for (const [from, to] of [
    [30, 31],
    [5, 120],
    [120, 5],
    [45, 45],
  ] as const) {
    const paintings: [Painting, Iterable<[string | number, number | null]>][] = [
      [{ by: 'cells', filters: '', base: 10, target: from }, Array.from({ length: 4000 }, (_, i) => [i / 10, i / 10])],
      [{ by: 'territories', kind: 'epci', minutes: territories, base: 10, target: from }, territories],
    ];
    for (const [painting, all] of paintings) {
      const want = new Map<string | number, number>();
      for (const [id, minutes] of all) {
        if (minutes === null) continue;
        const [before, after] = [from, to].map((target) => classesOf(target, false).findIndex((c) => minutes <= c.to));
        if (before !== after) want.set(id, after!);
      }
      expect(new Map(turned(painting, to))).toEqual(want);
    }
  }
  expect(classAt(30, endsOf(30))).toBe(2); // at the target is within it
  expect(classAt(30.1, endsOf(30))).toBe(3);
});

test('the readout never says a time within the target where the colour says beyond', () => {
  const value = { kind: 'cell', cells: 1, people: 3, commune: 'Ota', nearest: 'Ici', estimated: false } as const;
  const said = [30, 30.1, 0.3, 0].map((minutes) => valueWords('en', { ...value, minutes }, undefined)[0]);
  expect(said).toEqual(['30\u202fmin', '31\u202fmin', '1\u202fmin', '0\u202fmin']);
  expect(valueWords('en', { ...value, minutes: null }, undefined)).toEqual(['No access', 'to Ici · Ota: 3']);
});
