/** What Trusted Types give: strings that a page's policy lets pass. */
interface Policy {
  createHTML(text: string): string;
  createScriptURL(url: string): string;
}

interface Policies {
  createPolicy(name: string, rules: Policy): Policy;
}

let policy: Policy | null | undefined;

/**
 * The policy of ours, where the browser knows Trusted Types. A page that requires them allows it by its name:
 * trusted-types maillage. A page that refuses the name without requiring them takes strings as they are.
 */
function ours(): Policy | null {
  if (policy !== undefined) return policy;
  const types = (globalThis as { trustedTypes?: Policies }).trustedTypes;
  try {
    policy = types?.createPolicy('maillage', { createHTML: (text) => text, createScriptURL: (url) => url });
  } catch {
    // refused
  }
  return (policy ??= null);
}

/** Lets the service's own HTML pass. */
export const trusted = (html: string): string => ours()?.createHTML(html) ?? html;

/** Lets the address of a script of the service pass. */
export const trustedURL = (url: string): string => ours()?.createScriptURL(url) ?? url;
