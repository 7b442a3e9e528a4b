/**
 * The colours of a time. They turn at the target: within it teal, stronger towards the target; beyond it from amber
 * to plum, stronger the further. What is strong stands out from the ground: darker by day, lighter by night. Where
 * nothing can be reached, the last colour is hatched.
 *
 * Neighbours differ, and within differs from beyond, for people who see few colours as well: test/ramp.spec.ts holds it.
 */
export interface Ramp {
  /** From the nearest to the target. */
  within: readonly string[];
  /** From the target to the farthest. */
  beyond: readonly string[];
  unreachable: string;
  /** Of the strokes on unreachable. */
  hatch: string;
}

const day: Ramp = {
  within: ['#cdeef5', '#7ab5b6', '#2b7e89'],
  beyond: ['#ffe694', '#e2964b', '#ac4451', '#5e1b5c'],
  unreachable: '#2a0d29',
  hatch: '#a58aa8',
};

const night: Ramp = {
  within: ['#1b444c', '#2a7480', '#46a6b9'],
  beyond: ['#6f4103', '#be7629', '#f0a07f', '#f2c9df'],
  unreachable: '#ffffff',
  hatch: '#7d4f7a',
};

/** The colours by day or by night. */
export function rampOf(atNight: boolean): Ramp {
  return atNight ? night : day;
}

/** Times of one colour: above from, up to and with to, in minutes. */
export interface Class {
  from: number;
  to: number;
  colour: string;
  within: boolean;
}

/** The classes of a target, in order; the last one has no end. */
export function classesOf(target: number, atNight: boolean): Class[] {
  const { within, beyond } = rampOf(atNight);
  const ends = [...endsOf(target), Infinity];
  return ends.map((to, i) => ({
    from: ends[i - 1] ?? 0,
    to,
    colour: [...within, ...beyond][i]!,
    within: to <= target,
  }));
}

/** Where the classes of a target end, in minutes: three within it, then those beyond; the last has no end. */
export function endsOf(target: number): number[] {
  const near = target < 3 ? (minutes: number) => minutes : even; // thirds of a few minutes would be one minute
  return [near(target / 3), near((2 * target) / 3), target, near((4 * target) / 3), 2 * target, 3 * target];
}

/** The class that a time is of, from 0, among the ends of a target's. */
export function classAt(minutes: number, ends: readonly number[]): number {
  const i = ends.findIndex((end) => minutes <= end);
  return i < 0 ? ends.length : i;
}

/** A number of minutes that is said easily. */
function even(minutes: number): number {
  return minutes < 20 ? Math.round(minutes) : 5 * Math.round(minutes / 5);
}
