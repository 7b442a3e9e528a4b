/** A partner's site: pages of another origin, with the policy and the style that a test gives them. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the site answers at a path. */
interface Put {
  body: string;
  type?: string;
  /** Content-Security-Policy; none if not told. */
  policy?: string;
}

/** A site that was opened for tests. */
export interface Partner {
  /** Its root, with a slash at its end. */
  url: string;
  /** Puts a page, or a sheet, at a path below the root; returns its address. */
  put(path: string, what: Put): string;
  end(): Promise<void>;
}

/** Opens a site on a free port. */
export async function openPartner(): Promise<Partner> {
  const site = new Map<string, Put>();
  const server = createServer((request, response) => {
    const found = site.get(request.url!.slice(1));
    response.writeHead(found ? 200 : 204, {
      'Content-Type': found?.type ?? 'text/html; charset=utf-8',
      ...(found?.policy && { 'Content-Security-Policy': found.policy }),
    });
    response.end(found?.body ?? '');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    url,
    put(path, what) {
      site.set(path, what);
      return url + path;
    },
    end: () =>
      new Promise((ended) => {
        server.closeAllConnections();
        server.close(() => ended());
      }),
  };
}
