import { randomBytes } from 'node:crypto'
import { access, rm } from 'node:fs/promises'
import { addDays, boundsOfHour, civilTime } from '@plenum/billing'
import { Refusal } from '@plenum/contract'
import { isSecure } from '../../../config.ts'
import type { AppContext, Handlers } from '../../../road/context.ts'
import { type Hour, readHour, wasRecalledSince } from '../../messages/messages-of-hour.ts'
import { pathOf, signedPath } from './address.ts'
import { digitsOf, kindNames, linesOf } from './lines.ts'
import { findFile, type MessageFile, saveFile } from './store.ts'
import { writeFile } from './write-file.ts'

const hourMs = 60 * 60 * 1000
const keptDays = 7
const addressHours = 24

export function messageFileHandlers() {
  const inTurn = oneAfterTheOther<MessageFile>()

  return {
    async 'messageFile.list'({ kind, hour }, context) {
      const { app, limits, now, installation } = context
      const { from, until } = boundsOfHour(hour, installation.timeZone)
      const days = Math.min(keptDays, limits.historyDays)
      const goneAt = new Date(from.getTime() + days * 24 * hourMs)
      if (goneAt <= now) throw new Refusal('message_file_expired', { days })
      if (until.getTime() + hourMs > now.getTime()) throw new Refusal('message_file_not_there')

      const day = hour.slice(0, 10)
      // A conversation's times never fall: what met a later one at midnight stands with the day it was said on.
      const wanted = { sdkAppId: app.sdkAppId, kind, from, until, days: hour.endsWith('T00') ? [addDays(day, -1), day] : [day] }
      const present = await findPresent(context, wanted)
      const file = present ?? (await inTurn(`${app.sdkAppId} ${kind} ${hour}`, () => write(context, wanted, hour)))
      if (!file.name) throw new Refusal('message_file_not_there')
      const expiresAt = new Date(Math.min(now.getTime() + addressHours * hourMs, goneAt.getTime()))
      const { bytes, md5, gzipBytes, gzipMd5 } = file
      const url = `${baseUrl(context)}${signedPath(installation.fileSecret, file.name, expiresAt)}`
      return { files: [{ url, expiresAt: civilTime(expiresAt, installation.timeZone), bytes, md5, gzipBytes, gzipMd5 }] }
    },
  } satisfies Partial<Handlers>
}

/** null: it is to be written, again if its file has gone or something in it was recalled since. */
async function findPresent({ sql, installation }: AppContext, hour: Hour): Promise<MessageFile | null> {
  const file = await findFile(sql, hour)
  if (!file?.name) return file
  const isThere = await access(pathOf(installation.config.dataFolder, file.name)).then(
    () => true,
    () => false,
  )
  return isThere && !(await wasRecalledSince(sql, hour, file.writtenAt)) ? file : null
}

/** An earlier writing goes: its address answers that there is nothing. */
async function write(context: AppContext, wanted: Hour, hour: string): Promise<MessageFile> {
  const { sql, installation, now } = context
  const { dataFolder } = installation.config
  const present = await findPresent(context, wanted)
  if (present) return present
  const before = await findFile(sql, wanted)
  const name = `${randomBytes(8).toString('hex')}/${wanted.sdkAppId}_${kindNames[wanted.kind]}_${digitsOf(hour)}.gz`
  const path = pathOf(dataFolder, name)
  let isEmpty = true
  const portions = async function* () {
    for await (const portion of readHour(sql, wanted)) {
      isEmpty = false
      yield portion
    }
  }
  const written = await writeFile(path, linesOf({ ...wanted, hour }, portions()))
  if (isEmpty) await rm(path)
  const file = { ...written, name: isEmpty ? null : name, writtenAt: now }
  await saveFile(sql, wanted, file)
  if (before?.name) await rm(pathOf(dataFolder, before.name), { force: true })
  return file
}

/** Each holds a connection for as long as it writes. Who asks for what is being written gets the same. */
function oneAfterTheOther<T>() {
  const underWay = new Map<string, Promise<T>>()
  let last: Promise<unknown> = Promise.resolve()
  return (key: string, work: () => Promise<T>): Promise<T> => {
    const known = underWay.get(key)
    if (known) return known
    const turn = last.then(work).finally(() => underWay.delete(key))
    last = turn.catch(() => {})
    underWay.set(key, turn)
    return turn
  }
}

/** Without a public address, the one by which the caller came. */
function baseUrl({ installation: { config }, request }: AppContext): string {
  return config.publicUrl ?? `${isSecure(config) ? 'https' : 'http'}://${request.headers.get('host')}`
}
