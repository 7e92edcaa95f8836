import { execFile } from 'node:child_process'
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'vite'

/**
 * `node sdk/build/publish.ts [FOLDER]` makes the package as it is published, in `sdk/dist` unless told otherwise: one ES module that
 * browsers and Node load as it is, its types, README and license. `npm publish sdk/dist` publishes it.
 */
const sdk = fileURLToPath(new URL('../', import.meta.url))
const folder = resolve(process.argv[2] ?? join(sdk, 'dist'))

await rm(folder, { recursive: true, force: true })
await Promise.all([writeModule(), writeTypes()])
await writeFile(join(folder, 'package.json'), `${JSON.stringify(await manifest(), null, 2)}\n`)
await cp(join(sdk, 'README.md'), join(folder, 'README.md'))
await cp(join(sdk, '../LICENSE'), join(folder, 'LICENSE'))

/** One file: a page that has no bundler asks once. */
async function writeModule(): Promise<void> {
  await build({
    root: sdk,
    configFile: false,
    logLevel: 'warn',
    build: {
      lib: { entry: 'src/index.ts', formats: ['es'], fileName: 'index' },
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      target: 'es2022',
    },
  })
}

/** TypeScript leaves `.ts` endings in what it declares; there the files are called `.d.ts`, and only their `.js` names lead to them everywhere. */
async function writeTypes(): Promise<void> {
  const tsc = join(sdk, '../node_modules/typescript/bin/tsc')
  await promisify(execFile)(process.execPath, [tsc, '-p', sdk, '--emitDeclarationOnly', '--outDir', folder])
  const reached = new Set<string>()
  await reach('index.d.ts')
  for (const name of await readdir(folder)) if (name.endsWith('.d.ts') && !reached.has(name)) await rm(join(folder, name))

  async function reach(name: string): Promise<void> {
    if (reached.has(name)) return
    reached.add(name)
    const text = await readFile(join(folder, name), 'utf8')
    await writeFile(join(folder, name), text.replaceAll(/from '(\.\/[\w-]+)\.ts'/g, "from '$1.js'"))
    for (const [, imported] of text.matchAll(/from '\.\/([\w-]+)\.ts'/g)) await reach(`${imported}.d.ts`)
  }
}

async function manifest() {
  const { name, version, license } = JSON.parse(await readFile(join(sdk, 'package.json'), 'utf8'))
  return {
    name,
    version,
    license,
    description: 'Client of Plenum: messages over a live connection, in browsers and in Node 22 and later.',
    keywords: ['plenum', 'chat', 'messaging', 'websocket'],
    type: 'module',
    sideEffects: false,
    exports: { '.': { types: './index.d.ts', default: './index.js' }, './package.json': './package.json' },
    main: './index.js',
    types: './index.d.ts',
    engines: { node: '>=22' },
  }
}
