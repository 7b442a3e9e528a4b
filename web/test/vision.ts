/** How colours differ, for eyes that see them all and for eyes that do not. */

type Triple = [number, number, number];

/** The three deficiencies of colour vision, whole, and none. */
export type Eyes = 'all colours' | 'deuteranopia' | 'protanopia' | 'tritanopia';
export const eyes: Eyes[] = ['all colours', 'deuteranopia', 'protanopia', 'tritanopia'];

/** What each deficiency makes of linear RGB: Machado, Oliveira & Fernandes 2009, severity 1. */
const seen: Record<Eyes, Triple[]> = {
  'all colours': [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function linear(hex: string): Triple {
  const n = parseInt(hex.slice(1), 16);
  return [n >> 16, (n >> 8) & 255, n & 255].map((byte) => {
    const c = byte / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as Triple;
}

function times(m: Triple[], v: Triple): Triple {
  return m.map((row) => row[0] * v[0] + row[1] * v[1] + row[2] * v[2]) as Triple;
}

/** CIE L*a*b*, D65, of a colour as eyes see it. */
export function lab(hex: string, by: Eyes): Triple {
  const rgb = times(seen[by], linear(hex)).map((c) => Math.min(1, Math.max(0, c))) as Triple;
  const [x, y, z] = times(
    [
      [0.4124564 / 0.95047, 0.3575761 / 0.95047, 0.1804375 / 0.95047],
      [0.2126729, 0.7151522, 0.072175],
      [0.0193339 / 1.08883, 0.119192 / 1.08883, 0.9503041 / 1.08883],
    ],
    rgb,
  ).map((t) => (t > 216 / 24389 ? Math.cbrt(t) : (t * 24389) / 27 / 116 + 16 / 116)) as Triple;
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** The difference of two colours as eyes see it: CIEDE2000 (Sharma, Wu & Dalal 2005). About 2 is just seen. */
export function difference(a: string, b: string, by: Eyes): number {
  return ciede2000(lab(a, by), lab(b, by));
}

/** CIEDE2000 between two colours in L*a*b*. */
export function ciede2000([l1, a1, b1]: Triple, [l2, a2, b2]: Triple): number {
  const deg = Math.PI / 180;
  const c7 = ((Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2) ** 7;
  const g = 1.5 - 0.5 * Math.sqrt(c7 / (c7 + 25 ** 7));
  const [p1, p2] = [a1 * g, a2 * g];
  const [c1, c2] = [Math.hypot(p1, b1), Math.hypot(p2, b2)];
  const hue = (p: number, q: number) => (p === 0 && q === 0 ? 0 : (Math.atan2(q, p) / deg + 360) % 360);
  const [h1, h2] = [hue(p1, b1), hue(p2, b2)];
  let dh = c1 * c2 === 0 ? 0 : h2 - h1;
  if (dh > 180) dh -= 360;
  if (dh < -180) dh += 360;
  const dH = 2 * Math.sqrt(c1 * c2) * Math.sin((dh / 2) * deg);
  let h = h1 + h2;
  if (c1 * c2 !== 0) h = Math.abs(h1 - h2) <= 180 ? h / 2 : (h + (h < 360 ? 360 : -360)) / 2;
  const cos = (k: number, shift: number) => Math.cos((k * h + shift) * deg);
  const t = 1 - 0.17 * cos(1, -30) + 0.24 * cos(2, 0) + 0.32 * cos(3, 6) - 0.2 * cos(4, -63);
  const [l, c] = [(l1 + l2) / 2, (c1 + c2) / 2];
  const sl = 1 + (0.015 * (l - 50) ** 2) / Math.sqrt(20 + (l - 50) ** 2);
  const [sc, sh] = [1 + 0.045 * c, 1 + 0.015 * c * t];
  const turn = 2 * Math.sqrt(c ** 7 / (c ** 7 + 25 ** 7)) * Math.sin(60 * Math.exp(-(((h - 275) / 25) ** 2)) * deg);
  const [dl, dc, dhh] = [(l2 - l1) / sl, (c2 - c1) / sc, dH / sh];
  return Math.sqrt(dl * dl + dc * dc + dhh * dhh - turn * dc * dhh);
}

/** The contrast of two colours, 1 to 21: WCAG 2.1's. */
export function contrast(a: string, b: string): number {
  const luminance = (hex: string) => {
    const [r, g, b] = linear(hex);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}
