// Builds what browsers load: dist/assets, one file a script, style sheet and
// font, its content's hash in its name, and dist/manifest.json, from the name a
// page knows a file by to the one it has. `--watch` builds again on each change.
//
// Style sheets come first: a script that loads one later is told its name.
import { build, context, transform } from 'esbuild';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

const here = import.meta.dirname;
const assets = join(here, 'dist', 'assets');

/** Pages' own sheets; the map and the widget carry theirs inside their scripts. */
const sheets = ['citizen', 'structure', 'planner', 'configurator', 'prose', 'embed'];
/** What pages and the widget start with, and the map, which they load when asked to show one. */
const scripts = {
  citizen: 'src/citizen/main.ts',
  planner: 'src/planner/main.ts',
  configurator: 'src/configurator/main.ts',
  widget: 'src/widget/main.ts',
  embed: 'src/widget/embed.ts',
  map: 'src/map/main.ts',
};

const common = {
  absWorkingDir: here,
  bundle: true,
  minify: true,
  metafile: true,
  outdir: assets,
  entryNames: '[name]-[hash]',
  chunkNames: 'part-[hash]',
  assetNames: '[name]-[hash]',
  loader: { '.woff2': 'file' },
  legalComments: 'eof', // a licence asks that its notice goes along
  logLevel: 'warning',
};

/** The files of a build, by the name pages know them by. */
function named(metafile) {
  const out = {};
  for (const [path, made] of Object.entries(metafile.outputs)) {
    if (!made.entryPoint) continue;
    const ext = path.endsWith('.css') ? '.css' : '.js';
    const name = Object.keys(scripts).find((key) => scripts[key] === made.entryPoint);
    out[(name ?? basename(made.entryPoint, '.css')) + ext] = basename(path);
  }
  for (const path of Object.keys(metafile.outputs)) {
    if (path.endsWith('.woff2')) out[basename(path).replace(/-[A-Z0-9]{8}\.woff2$/, '.woff2')] = basename(path);
  }
  return out;
}

/** What each script imports at once, however deep, as "citizen.js: part-4FQZ2A7B.js": browsers need not find it out file by file. */
function imported({ outputs }) {
  const out = {};
  for (const [name, path] of Object.entries(scripts)) {
    const reached = new Set([Object.keys(outputs).find((file) => outputs[file].entryPoint === path)]);
    for (const file of reached) {
      for (const { path, kind } of outputs[file].imports) if (kind === 'import-statement') reached.add(path);
    }
    for (const file of [...reached].slice(1)) out[`${name}.js: ${basename(file)}`] = basename(file);
  }
  return out;
}

/** Copies a file of a library as it is, its hash in its name. */
async function copy(path, name) {
  const hash = createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
    .slice(0, 8)
    .toUpperCase();
  const file = name.replace(/(\.\w+)$/, `-${hash}$1`);
  await copyFile(path, join(assets, file));
  return file;
}

await rm(assets, { recursive: true, force: true });
await mkdir(assets, { recursive: true });

const styles = await build({
  ...common,
  entryPoints: sheets.map((name) => `src/${name}.css`),
  entryNames: '[name]-[hash]',
});
const manifest = named(styles.metafile);
manifest['map-worker.js'] = await copy(
  join(here, 'node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs'),
  'map-worker.js',
);

/** A sheet that a script carries is as small as those that pages load. */
const carried = {
  name: 'carried',
  setup: (b) =>
    b.onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, 'utf8'), { loader: 'css', minify: true });
      return { contents: code, loader: 'text' };
    }),
};

/** ASSETS in a script is the manifest of the files that came before it. */
const options = {
  ...common,
  entryPoints: Object.entries(scripts).map(([out, path]) => ({ in: path, out })),
  format: 'esm',
  splitting: true,
  inject: ['src/map/worker.ts'], // MapLibre's Worker
  target: 'es2022',
  plugins: [carried],
  define: { ASSETS: JSON.stringify(manifest) },
};

async function note({ metafile }) {
  await writeFile(
    join(here, 'dist', 'manifest.json'),
    JSON.stringify({ ...manifest, ...named(metafile), ...imported(metafile) }, null, 1) + '\n',
  );
}

if (process.argv.includes('--watch')) {
  const plugin = { name: 'manifest', setup: (b) => b.onEnd((result) => result.metafile && note(result)) };
  const watching = await context({ ...options, plugins: [carried, plugin] });
  await watching.watch();
} else {
  await note(await build(options));
  console.log(`web: ${(await readdir(assets)).length} files in dist/assets`);
}
