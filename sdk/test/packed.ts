import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const publish = fileURLToPath(new URL('../build/publish.ts', import.meta.url))

/** A folder of somebody else, in which the package is installed as it would come from a registry. */
export async function installPacked() {
  const folder = await mkdtemp(join(tmpdir(), 'plenum-sdk-'))
  await run(process.execPath, [publish, join(folder, 'built')])
  const { stdout } = await run('npm', ['pack', '--json', '--silent', './built'], { cwd: folder })
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }]
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'somebody', version: '1.0.0', private: true, type: 'module' }))
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', `./${filename}`], { cwd: folder })
  return {
    folder,
    installed: join(folder, 'node_modules/@plenum/sdk'),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
