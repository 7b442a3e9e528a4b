/** The files built before the scripts, by the name pages know them by; see build.mjs. */
declare const ASSETS: Record<string, string>;

/** The URL of a built file: scripts, sheets and fonts stand side by side, on whatever host they came from. */
export function asset(name: string): string {
  const file = ASSETS[name];
  if (!file) throw new Error(`no built file is called ${name}`);
  return new URL(file, import.meta.url).href;
}
