import { readFile } from 'node:fs/promises'
import { commands, events } from '@plenum/contract'
import { expect, test } from 'vitest'
import * as sdk from '../src/index.ts'
import { surfaceEvents, typedMethods, untypedMethods } from './client-surface-names.ts'

const read = (path: string) => readFile(new URL(path, import.meta.url), 'utf8')

interface Row {
  table: string
  names: string[]
  here: string
  remarks: string
}

/** The rows of all tables of the page, each with the head of its table. */
function rowsOf(page: string): Row[] {
  let table = ''
  return page.split('\n').flatMap((line) => {
    const cells = line.startsWith('|') ? line.split('|').map((cell) => cell.trim()) : null
    if (!cells) table = ''
    else if (table === '') table = cells[1]!
    else if (!cells[1]!.startsWith('--')) return [{ table, names: cells[1]!.split(', '), here: cells[2]!, remarks: cells[3] ?? '' }]
    return []
  })
}

const page = await read('../../docs/im/client-surface.md')
const rows = rowsOf(page)
const inTable = (table: string) => rows.filter((row) => row.table === table)
const quoted = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, name]) => name!)

const forUsers = Object.entries(commands)
  .filter(([, { callers }]) => (callers as readonly string[]).includes('user'))
  .map(([name]) => name)
const functions = [...Object.keys(sdk), ...Object.getOwnPropertyNames(sdk.PlenumClient.prototype)].map((name) => `${name}()`)

test('every method and event of the client package has one row', () => {
  expect(typedMethods).toHaveLength(148)
  expect(
    inTable('Method')
      .flatMap(({ names }) => names)
      .toSorted(),
  ).toEqual([...typedMethods, ...untypedMethods].toSorted())
  expect(
    inTable('Event')
      .flatMap(({ names }) => names)
      .toSorted(),
  ).toEqual(surfaceEvents.toSorted())
})

test('what carries it is there: a command that users may call, an event, a function of the SDK', () => {
  for (const { table, names, here, remarks } of [...inTable('Method'), ...inTable('Event')]) {
    if (here === 'client alone') continue
    if (here === 'absent') expect(remarks, `why ${names} is absent`).not.toBe('')
    else {
      const known = [...functions, ...forUsers, ...(table === 'Event' ? Object.keys(events) : [])]
      expect(quoted(here).length, `what carries ${names}`).toBeGreaterThan(0)
      expect(known, `what carries ${names}`).toEqual(expect.arrayContaining(quoted(here)))
    }
  }
})

test('every command, event and field that the page names is in the published types', async () => {
  const types = await read('../src/contract.ts')
  const names = quoted(page).filter((name) => /^\w+\.\w+$/.test(name) && name !== 'name.verb')
  expect([...forUsers, ...Object.keys(events)]).toEqual(expect.arrayContaining(names))
  for (const { names: fields, here } of rows.filter(({ table }) => table.startsWith('Of a '))) {
    if (here === 'client alone' || here.startsWith('absent: ')) continue
    for (const name of quoted(here).filter((name) => /^\w+$/.test(name)))
      expect(tipMembers.includes(name) || new RegExp(`\\b${name}\\??:`).test(types), `${name} for ${fields}`).toBe(true)
  }
})

/** Of the JSON in the element of a tip. */
const tipMembers = ['tip', 'changes']
