import { existsSync } from 'node:fs'
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { refuseFolderForShell } from '../../src/platform/postgres/binaries.ts'
import { findRunning } from '../../src/platform/postgres/cluster.ts'
import { choosePlace, startEmbeddedPostgres } from '../../src/platform/postgres/embedded-postgres.ts'
import { dataFolder, runPlenum, runTool, startPlenum } from '../plenum-process.ts'

/** One Plenum that runs all along, and what its main process wrote; the folder beside it is damaged again and again. */
let neighbour: Awaited<ReturnType<typeof startPlenum>>
let neighbourData: Awaited<ReturnType<typeof dataFolder>>
let data: Awaited<ReturnType<typeof dataFolder>>
let pidFile: string
let ofNeighbour: string
let backup: string

beforeAll(async () => {
  neighbourData = await dataFolder()
  data = await dataFolder()
  pidFile = join(data.folder, 'postgres', 'postmaster.pid')
  neighbour = await startPlenum({ PLENUM_DATA: neighbourData.folder })
  ofNeighbour = await readFile(join(neighbourData.folder, 'postgres', 'postmaster.pid'), 'utf8')
  await (await startPlenum({ PLENUM_DATA: data.folder })).stop()
  backup = join(data.folder, 'backup')
})
afterAll(async () => {
  await neighbour.stop()
  await data.remove()
  await neighbourData.remove()
})

const startAndStop = async (folder: string) => {
  const { url, stop } = await startEmbeddedPostgres(folder)
  const place = await choosePlace(folder)
  expect((await findRunning(place))!.port).toBe(Number(new URL(url).port))
  await stop()
  expect(await findRunning(place)).toBeNull()
}

describe('a file of the last run that is wrong', () => {
  const numbered = (pid: number | string) => [pid, ...ofNeighbour.split('\n').slice(1)].join('\n')
  test.each([
    ['names the PostgreSQL of another folder', () => ofNeighbour],
    ['names that one’s port and a process of somebody', () => numbered(process.pid)],
    ['names every process', () => numbered(-1)],
    ['names no process', () => numbered(0)],
    ['is empty', () => ''],
    ['is torn', () => ofNeighbour.slice(0, ofNeighbour.indexOf('\n') + 3)],
    ['is torn within its number', () => '12'],
    ['is nonsense', () => '\0\0\0 nonsense\nmore\n\n\n'],
  ])('does not keep PostgreSQL from starting in its folder: one that %s', async (_, content) => {
    await writeFile(pidFile, content())
    await startAndStop(data.folder)
    expect(neighbour.ended()).toBe(false)
  })

  test('is not followed by any tool: they serve the folder they are told', async () => {
    await writeFile(pidFile, ofNeighbour)
    const settings = { PLENUM_DATA: data.folder }
    expect(await runTool('backup', backup, settings)).toMatchObject({ code: 0, errors: '' })
    await writeFile(pidFile, ofNeighbour)
    expect(await runTool('reset-password', 'nobody@example.com', settings)).toMatchObject({
      code: 1,
      output: '',
      errors: 'Nobody signs in with nobody@example.com.\n',
    })
    await writeFile(pidFile, ofNeighbour)
    const plenum = await startPlenum(settings)
    expect(await plenum.stop()).toMatchObject({ code: 0, errors: '' })
    expect((await fetch(`${neighbour.url}/readyz`)).status).toBe(200)
  })

  test('does not bring a second PostgreSQL into a folder where one works', async () => {
    const file = join(neighbourData.folder, 'postgres', 'postmaster.pid')
    await writeFile(file, 'nonsense')
    await expect(startEmbeddedPostgres(neighbourData.folder, undefined, AbortSignal.timeout(1_000))).rejects.toThrow('aborted')
    expect(await readFile(file, 'utf8')).toBe('nonsense')
    await writeFile(file, ofNeighbour)
    expect((await fetch(`${neighbour.url}/readyz`)).status).toBe(200)
  })
})

test('a copy of a folder whose PostgreSQL runs is a folder of its own', async () => {
  const copy = await dataFolder()
  await cp(neighbourData.folder, copy.folder, { recursive: true, preserveTimestamps: true })
  expect(await copy.postmaster()).toBeNull()
  const answer = await runTool('backup', join(copy.folder, 'backup'), { PLENUM_DATA: copy.folder })
  if (answer.code !== 0) expect(answer.errors).toMatch(/^[^\n]+\.\n$/)
  expect(await copy.postmaster()).toBeNull()
  expect((await fetch(`${neighbour.url}/readyz`)).status).toBe(200)
  await copy.remove()
})

describe('the name of a folder', () => {
  let parent: string
  beforeAll(async () => {
    parent = await mkdtemp(join(tmpdir(), 'plenum-names-'))
    await chmod(parent, 0o755)
  })
  afterAll(() => rm(parent, { recursive: true, force: true }))

  test('is read by no shell, whatever stands in it', async () => {
    const name = `-D it's "here" $HOME $(touch ran) \`touch ran\` \\ ; touch ran & é 群 %s *`
    const folder = join(parent, name)
    await mkdir(folder)
    await startAndStop(folder)
    await startAndStop(folder)
    for (const place of [parent, folder, join(folder, 'postgres'), '/', process.cwd()]) expect(existsSync(join(place, 'ran'))).toBe(false)
  })
})

test('PostgreSQL is not run from a folder whose name its own programs would hand to a shell', async () => {
  for (const character of ['"', '$', '`', '\\', '\n']) {
    const folder = await mkdtemp(join(tmpdir(), `plenum-${character}-`))
    expect(() => refuseFolderForShell(folder)).toThrow(/^PostgreSQL cannot be run from "[^\n]+\.$/)
    await rm(folder, { recursive: true })
  }
})

describe('a start that cannot use its data folder says so in one sentence', () => {
  const sentence = { code: 1, output: '', errors: expect.stringMatching(/^[^\n]+\.\n$/) }
  const inFolder = async (prepare: (folder: string) => Promise<unknown>) => {
    const broken = await dataFolder()
    await prepare(broken.folder)
    const answer = await runPlenum({ PLENUM_DATA: broken.folder })
    expect(await broken.postmaster()).toBeNull()
    await broken.remove()
    return answer
  }

  test('where nobody may write', async () => {
    expect(await runPlenum({ PLENUM_DATA: '/proc/plenum' })).toMatchObject(sentence)
    expect(await runTool('restore', backup, { PLENUM_DATA: '/proc/plenum' })).toMatchObject(sentence)
    expect(await runTool('backup', '/proc/backup', { PLENUM_DATA: neighbourData.folder })).toMatchObject(sentence)
  })

  test('where a file takes the place of the cluster, or a folder that of the log', async () => {
    expect(await inFolder((folder) => writeFile(join(folder, 'postgres'), ''))).toMatchObject(sentence)
    expect(await inFolder((folder) => mkdir(join(folder, 'postgres.log')))).toMatchObject(sentence)
  })

  test('where the password or the heart of the cluster is missing', async () => {
    const without = (name: string) =>
      inFolder(async (folder) => {
        const { stop } = await startEmbeddedPostgres(folder)
        await stop()
        await rm(join(folder, 'postgres', name))
      })
    expect(await without('plenum-password')).toMatchObject(sentence)
    expect(await without('global/pg_control')).toMatchObject(sentence)
  })

  test('where the password is another one', async () => {
    const answer = await inFolder(async (folder) => {
      const { stop } = await startEmbeddedPostgres(folder)
      await stop()
      await writeFile(join(folder, 'postgres', 'plenum-password'), 'another')
    })
    expect(answer).toMatchObject(sentence)
    expect(answer.errors).toContain('password authentication failed')
  })
})
