/** The attributes of the element: what a partner may set, in the order the configurator shows them. */
export const attributes = [
  'territoire',
  'reseaux-porteurs',
  'publics',
  'level',
  'mode',
  'accessible',
  'limit',
  'map',
  'lang',
  'accent',
  'theme',
] as const;

export type Attribute = (typeof attributes)[number];

/** A widget's settings: the attributes it has, without those that are empty. */
export type Settings = Partial<Record<Attribute, string>>;

/** Reads the settings of an element. */
export function settingsOf(element: Element): Settings {
  return settingsBy((name) => element.getAttribute(name));
}

/** What an attribute is called in an address and a form: with the names of the API. */
export const parameterOf = (attribute: Attribute): string => attribute.replaceAll('-', '_');

/** Reads the settings of an address's query, which the page inside a frame has. */
export function settingsIn(query: URLSearchParams): Settings {
  return settingsBy((name) => query.getAll(parameterOf(name)).join(',') || null);
}

function settingsBy(read: (name: Attribute) => string | null): Settings {
  const settings: Settings = {};
  for (const name of attributes) {
    const value = read(name)?.trim();
    // To be there says yes ("accessible", accessible="oui"): a filter is not lost for a word.
    if (name === 'accessible' && value !== undefined && !saysNo(value)) settings[name] = 'true';
    else if (name !== 'accessible' && value) settings[name] = value;
  }
  return settings;
}

const saysNo = (value: string): boolean => ['non', 'no', 'false', '0'].includes(value.toLowerCase());

/** Those that narrow what is asked. */
const filters: readonly Attribute[] = ['territoire', 'reseaux-porteurs', 'publics', 'level', 'mode', 'accessible'];

/** The settings that narrow what is asked, as an address says them. */
export function queryOf(settings: Settings): URLSearchParams {
  const query = new URLSearchParams();
  for (const name of filters) {
    const value = settings[name];
    if (value) query.set(parameterOf(name), value);
  }
  return query;
}

/** How many structures are shown when nobody says. */
const few = 3;
const most = 20;

/** How many structures to show. */
export function limitOf(settings: Settings): number {
  const n = Number.parseInt(settings.limit ?? '', 10);
  return n >= 1 ? Math.min(n, most) : few;
}

/** Whether a map may be asked for: unless it is said that none is wanted. */
export const hasMap = (settings: Settings): boolean => !saysNo(settings.map ?? '');
