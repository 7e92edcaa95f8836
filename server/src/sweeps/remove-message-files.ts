import { rm } from 'node:fs/promises'
import { pathOf } from '../im/operations/message-files/address.ts'
import { findNextToRemove, removeRows } from '../im/operations/message-files/store.ts'
import type { Sweep } from './sweep.ts'

const portion = 500

/** Hourly files of messages go after seven days, and with their app. */
export const removeMessageFiles: Sweep = {
  name: 'remove-message-files',
  nextDue: findNextToRemove,

  async run(sql, at, { config }) {
    const names = await removeRows(sql, at, portion)
    for (const name of names) if (name) await rm(pathOf(config.dataFolder, name), { force: true })
    return names.length
  },
}
