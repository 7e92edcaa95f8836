import { execFile } from 'node:child_process'
import { cp, readFile, rm, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** Makes `sdk/dist`: the package as it is published, plain JavaScript with its types. `npm pack sdk/dist` packs it. */
const folder = new URL('../', import.meta.url)
const dist = new URL('dist/', folder)

await rm(dist, { recursive: true, force: true })
const tsc = fileURLToPath(new URL('../node_modules/typescript/bin/tsc', folder))
await promisify(execFile)(process.execPath, [tsc, '-p', fileURLToPath(folder)])
const { name, version, license } = JSON.parse(await readFile(new URL('package.json', folder), 'utf8'))
const published = {
  name,
  version,
  license,
  description: 'Client of Plenum: messages over a live connection, in browsers and in Node 22 and later.',
  type: 'module',
  sideEffects: false,
  exports: { '.': { types: './index.d.ts', default: './index.js' } },
  types: './index.d.ts',
  engines: { node: '>=22' },
}
await writeFile(new URL('package.json', dist), `${JSON.stringify(published, null, 2)}\n`)
await cp(new URL('README.md', folder), new URL('README.md', dist))
await cp(new URL('../LICENSE', folder), new URL('LICENSE', dist))
