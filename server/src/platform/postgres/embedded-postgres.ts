import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, existsSync } from 'node:fs'
import { access, constants, cp, readFile, rename, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { makeFolder } from '../make-folder.ts'
import { Problem } from '../problem.ts'
import { findBinaries, refuseFolderForShell } from './binaries.ts'
import { clusterUrl, createCluster, findRunning, startCluster, stopCluster } from './cluster.ts'
import { canReach, chooseUser, type Place, type User } from './run-as.ts'

export type EmbeddedPostgres = {
  url: string
  /** Starts it again if it is gone, on the same port. */
  revive(): Promise<void>
  stop(): Promise<void>
}

/** Says what the operator would not expect. */
type Say = (sentence: string) => void

/**
 * The PostgreSQL inside Plenum: created on the first start, found again when an earlier Plenum was killed and left it running. A start that
 * is given up leaves nothing running that it has begun.
 */
export async function startEmbeddedPostgres(dataFolder: string, say: Say = () => {}, signal?: AbortSignal): Promise<EmbeddedPostgres> {
  const place = await choosePlace(dataFolder, say)
  const stopping = new AbortController()
  let reviving: Promise<unknown> = Promise.resolve()
  return inOneSentence(dataFolder, async () => {
    await createCluster(place, [], signal)
    const port = await startCluster(place, {}, undefined, signal)
    return {
      url: await clusterUrl(place, port),
      async revive() {
        reviving = startCluster(place, {}, port, stopping.signal)
        await reviving
      },
      async stop() {
        stopping.abort()
        await reviving.catch(() => {})
        await stopCluster(place)
      },
    }
  })
}

/** The address of the database of a Plenum that runs, or null. */
export async function findEmbeddedPostgres(dataFolder: string) {
  if (!existsSync(dataFolder)) return null
  const place = await choosePlace(dataFolder)
  return inOneSentence(dataFolder, async () => {
    const running = await findRunning(place)
    return running && clusterUrl(place, running.port)
  })
}

export async function hasEmbeddedPostgres(dataFolder: string) {
  return existsSync(dataFolder) && existsSync(join((await choosePlace(dataFolder)).folder, 'postgres', 'PG_VERSION'))
}

export async function removeEmbeddedPostgres(dataFolder: string) {
  await rm(join((await choosePlace(dataFolder)).folder, 'postgres'), { recursive: true, force: true })
}

/** Where a cluster for this data folder may live, and as whom it must run. */
export async function choosePlace(dataFolder: string, say: Say = () => {}): Promise<Place> {
  const place = await inOneSentence(dataFolder, () => findPlace(dataFolder, say))
  refuseFolderForShell(place.binaries)
  return place
}

async function findPlace(dataFolder: string, say: Say): Promise<Place> {
  const binaries = await findBinaries()
  await openDataFolder(dataFolder)
  const user = chooseUser(join(dataFolder, 'postgres'))
  if (!user) return { binaries, folder: dataFolder, user }
  const place = canEnter(dataFolder, user) ? { folder: dataFolder, user } : await chooseOwnFolder(dataFolder)
  if (place.folder !== dataFolder) {
    say(`PostgreSQL does not run as root, and the user ${place.user.name} cannot reach ${dataFolder}: the database is in ${place.folder}.`)
  }
  return { ...place, binaries: await bringBinaries(binaries, place) }
}

async function openDataFolder(dataFolder: string) {
  try {
    await makeFolder(dataFolder)
    await access(dataFolder, constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new Problem(
      `Plenum may not write into the data folder ${dataFolder} (${(error as NodeJS.ErrnoException).code}): set PLENUM_DATA to another one.`,
    )
  }
  const owner = (await stat(join(dataFolder, 'postgres')).catch(() => null))?.uid ?? process.getuid?.()
  if (process.getuid?.() !== 0 && owner !== process.getuid?.()) {
    throw new Problem(
      `The database in ${dataFolder} was made by another user (${owner}): run Plenum as that user, or set PLENUM_DATA to another folder.`,
    )
  }
}

/** A folder for a user who cannot reach the data folder: always the same one for the same data folder. */
async function chooseOwnFolder(dataFolder: string) {
  const name = createHash('sha256').update(dataFolder).digest('hex').slice(0, 8)
  const folder = join('/var/lib/plenum', `${basename(dataFolder)}-${name}`)
  await makeFolder(folder)
  const user = chooseUser(join(folder, 'postgres'))
  if (!user || !canEnter(folder, user)) {
    throw new Problem(
      `PostgreSQL does not run as root, and no other user can reach ${dataFolder}: run Plenum as another user, or set PLENUM_DATA.`,
    )
  }
  return { folder, user }
}

/** A disk that is full or may not be written to, files of others, a file in the place of a folder. */
async function inOneSentence<T>(dataFolder: string, task: () => Promise<T>) {
  try {
    return await task()
  } catch (error) {
    const { syscall, message } = error as NodeJS.ErrnoException
    if (!syscall) throw error
    throw new Problem(`Plenum cannot use the data folder ${dataFolder}: ${message}.`)
  }
}

function canEnter(folder: string, user: User) {
  chmodSync(folder, 0o711)
  return canReach(folder, user)
}

async function bringBinaries(binaries: string, { folder, user }: { folder: string; user: User }) {
  if (canReach(join(binaries, 'bin', 'postgres'), user)) return binaries
  const { version } = JSON.parse(await readFile(join(binaries, '..', 'package.json'), 'utf8'))
  const copy = join(folder, `postgres-${version}`)
  if (existsSync(copy)) return copy
  const draft = `${copy}.new-${process.pid}`
  await rm(draft, { recursive: true, force: true })
  await cp(binaries, draft, { recursive: true, verbatimSymlinks: true })
  execFileSync('chown', ['-R', `${user.uid}:${user.gid}`, draft])
  await rename(draft, copy)
  return copy
}
