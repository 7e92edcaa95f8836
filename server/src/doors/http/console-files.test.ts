import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { consoleFiles } from './console-files.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plenum-console-'))
  await mkdir(join(folder, '.vite'))
  await mkdir(join(folder, 'assets'))
  for (const name of ['index.html', '.built', '.vite/manifest.json', 'assets/page.js', 'assets/.leftover']) {
    await writeFile(join(folder, name), `this is ${name}`)
  }
})
afterAll(() => rm(folder, { recursive: true }))

const get = async (path: string) => {
  const response = await consoleFiles(folder).request(path)
  return { status: response.status, text: await response.text() }
}

test('what the build leaves for itself is not served, however it is asked for', async () => {
  for (const path of [
    '/.built',
    '/%2ebuilt',
    '/%2Ebuilt',
    '/.vite/manifest.json',
    '/assets/.leftover',
    '/assets/%2eleftover',
    '/x%2f.built',
    '/%zz',
  ]) {
    expect(await get(path)).toEqual({ status: 404, text: 'There is no such file.' })
  }
  expect(await get('/assets/page.js')).toMatchObject({ status: 200, text: 'this is assets/page.js' })
  expect(await get('/apps/1400000001/groups/a.b')).toMatchObject({ status: 200, text: 'this is index.html' })
})
