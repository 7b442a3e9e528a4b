/**
 * Before the tests: starts the program that `make build` made, once for the
 * fictional demo and once for Corsica where the open data is; ends them after.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
/** The program under test. MAILLAGE_BIN names another: whoever works on a page builds it elsewhere. */
const program = process.env.MAILLAGE_BIN ?? join(root, 'bin/maillage');
/** How long a region may take to be made or read before something is wrong, in milliseconds. */
const patience = 180_000;

/** A server of ours: where it is, and how to end it. */
export interface Served {
  url: string;
  /** What it has written so far, its log included. */
  said(): string;
  end(): Promise<void>;
}

/** The folder of the open data, as the Go tests find it; undefined where there is none. */
function openData(): string | undefined {
  const dir = resolve(root, process.env.MAILLAGE_TESTDATA ?? '../shared/data');
  if (existsSync(dir)) return dir;
  if (process.env.MAILLAGE_REQUIRE) throw new Error(`no open data at ${dir}, and MAILLAGE_REQUIRE is set`);
  console.log(`no open data at ${dir}: the tests of Corsica are skipped (set MAILLAGE_TESTDATA to its folder)`);
  return undefined;
}

/** Serves a region on a free port; resolves once the program has said where, with a slash at its end. */
export function serve(...region: string[]): Promise<Served> {
  const child = spawn(program, ['serve', ...region, '--addr', '127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  return new Promise((done, failed) => {
    const timer = setTimeout(() => failed(new Error(`${program} says no address: ${said}`)), patience);
    const hear = (text: Buffer) => {
      said = (said + String(text)).slice(-100_000);
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0];
      if (url) done({ url: url + '/', said: () => said, end: () => end(child) });
      if (url) clearTimeout(timer);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', (text: Buffer) => (said = (said + String(text)).slice(-100_000)));
    child.on('error', failed);
    child.on('exit', (code) => failed(new Error(`${program} ended with ${code}: ${said}`)));
  });
}

/** Ends a program that was started here, as Ctrl+C does, and waits for it. */
function end(child: ChildProcess): Promise<void> {
  return new Promise((done) => {
    if (child.exitCode !== null) return done();
    child.on('exit', () => done());
    child.kill('SIGINT');
  });
}

/** Makes Corsica's region in a folder of its own and serves it; the folder goes with the server. */
export async function serveCorsica(): Promise<Served | undefined> {
  const data = openData();
  if (!data) return undefined;
  const dir = mkdtempSync(join(tmpdir(), 'maillage-pages-'));
  const file = join(dir, 'corse.maillage');
  const made = spawnSync(
    program,
    ['build', join(root, 'regions/corse.yaml'), '--offline', join(data, 'corse'), '-o', file],
    { encoding: 'utf8', timeout: patience },
  );
  if (made.status !== 0) throw new Error(`Corsica is not made: ${made.error ?? made.stderr}`);
  const served = await serve(file);
  return {
    ...served,
    end: async () => {
      await served.end();
      rmSync(dir, { recursive: true });
    },
  };
}

/** What Playwright calls: tests read the addresses in the environment, through world.ts. */
export default async function start(): Promise<() => Promise<void>> {
  const [demo, corsica] = await Promise.all([serve('--demo'), serveCorsica()]);
  process.env.MAILLAGE_DEMO_URL = demo.url;
  if (corsica) process.env.MAILLAGE_CORSICA_URL = corsica.url;
  else delete process.env.MAILLAGE_CORSICA_URL;
  return async () => {
    await Promise.all([demo.end(), corsica?.end()]);
  };
}
