/** The colours of the ground, nearly grey, so that data speaks. */
export interface Palette {
  outside: string;
  land: string;
  edge: string;
  border: string;
  minor: string;
  major: string;
  ink: string;
  quiet: string;
  halo: string;
  accent: string;
}

const light: Palette = {
  outside: '#e6e9ea',
  land: '#fbf9f4',
  edge: '#a3a6a6',
  border: '#c3bfb5',
  minor: '#dfdacf',
  major: '#bdb5a6',
  ink: '#1b1f24',
  quiet: '#56595e',
  halo: '#fffefb',
  accent: '#0b5d66',
};

const dark: Palette = {
  outside: '#0f1215',
  land: '#1d2126',
  edge: '#5a6067',
  border: '#4a5058',
  minor: '#363c44',
  major: '#5f6873',
  ink: '#eceae4',
  quiet: '#b4b1a9',
  halo: '#15181c',
  accent: '#6fd0d9',
};

/** The ground's colours by day or by night. */
export function paletteOf(night: boolean): Palette {
  return night ? dark : light;
}
