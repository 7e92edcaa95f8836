import { readdir, readFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const source = fileURLToPath(new URL('../src', import.meta.url))
const map = fileURLToPath(new URL('../../ARCHITECTURE.md', import.meta.url))

/** The rooms of the house from the ground up, and on which others each stands: it may import from these and from itself, and from no other. */
const house: Record<string, readonly string[]> = {
  // Beside the house: the second calculation of bills, which imports nothing of ours. Only bills may ask it.
  verify: [],

  platform: [],
  'config.ts': ['platform'],

  outbox: ['platform'],

  road: ['platform', 'config.ts', 'outbox'],
  'installation.ts': ['platform', 'config.ts', 'road'],

  records: ['platform', 'road'],
  limits: ['platform', 'road'],

  'control/people': ['platform', 'config.ts', 'road', 'records'],
  'control/plans': ['platform', 'road', 'records', 'control/people'],
  'control/apps': ['platform', 'road', 'records', 'limits', 'control/people', 'control/plans'],
  'control/webhooks': ['platform', 'outbox', 'road', 'records'],
  'control/bills': ['verify', 'platform', 'road', 'records', 'control/people', 'control/plans', 'control/apps', 'control/webhooks'],

  'im/custom-fields': ['platform', 'road', 'records'],
  'im/users': ['platform', 'road', 'records', 'limits', 'im/custom-fields'],
  'im/live': ['platform', 'road', 'limits', 'im/users'],
  'im/messages': ['platform', 'outbox', 'road', 'records', 'limits', 'im/users'],
  'im/groups': ['platform', 'road', 'records', 'limits', 'im/custom-fields', 'im/users', 'im/live', 'im/messages'],
  'im/relations': ['platform', 'road', 'limits', 'im/custom-fields', 'im/users'],
  'im/contacts': ['platform', 'road', 'limits', 'im/users', 'im/messages', 'im/groups'],
  'im/push': ['platform', 'road', 'limits', 'im/users', 'im/messages'],
  'im/callbacks': ['platform', 'outbox', 'road', 'records', 'limits', 'im/users', 'im/messages', 'im/groups', 'im/relations'],
  'im/operations': ['platform', 'config.ts', 'road', 'limits', 'im/users', 'im/messages'],

  'doors/http': ['platform', 'config.ts', 'road'],
  'doors/rest-v4': ['platform', 'config.ts', 'road', 'doors/http'],
  'doors/live': ['platform', 'config.ts', 'road', 'doors/http'],
}
/** Above the house stands what puts its rooms together or looks after them: it may import from every room, and no room from it. */
const roof = ['sweeps', 'tools', 'app.ts', 'main.ts']

/** Written by the statements of limits/ alone: a number that another statement changes is not what the rows say. */
const counters = ['member_count', 'group_count', 'av_group_count', 'community_count', 'user_count', 'friend_count']
const tablesOfCounters = ['app_days', 'login_days', 'user_days', 'member_days', 'push_days']

interface Arrow {
  from: string
  to: string
}

const files = (await readdir(source, { recursive: true })).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts')).sort()
const texts = new Map(await Promise.all(files.map(async (file) => [file, await readFile(join(source, file), 'utf8')] as const)))
const arrows: Arrow[] = files.flatMap((from) =>
  [...texts.get(from)!.matchAll(/^(?:import|export)\s[^'"]*?from '(\.[^']+)'|^import '(\.[^']+)'/gm)].map(([, to, bare]) => ({
    from,
    to: relative(source, resolve(source, dirname(from), (to ?? bare)!)),
  })),
)

const rooms = [...Object.keys(house), ...roof]
const roomOf = (file: string) =>
  file === '../../verify/verify.ts' ? 'verify' : rooms.find((room) => file === room || file.startsWith(`${room}/`))

test('every file stands in a room of the house', () => {
  const strays = files.filter((file) => roomOf(file) === undefined)
  expect(strays, `No room of the house holds ${strays.join(', ')}. The rooms are ${rooms.join(', ')}.`).toEqual([])
})

test('a room imports only from the rooms that it stands on', () => {
  const wrong = arrows.flatMap(({ from, to }) => {
    const [room, asked] = [roomOf(from)!, roomOf(to)!]
    if (room === asked || roof.includes(room) || house[room]!.includes(asked)) return []
    return [
      `${from} imports ${to}, but ${room} does not stand on ${asked}: ${room} may import from ${house[room]!.join(', ') || 'nothing'}.`,
    ]
  })
  expect(wrong, wrong.join('\n')).toEqual([])
})

test('the house says of no room that it stands on another when it does not', () => {
  const used = new Set(arrows.map(({ from, to }) => `${roomOf(from)} stands on ${roomOf(to)}`))
  const idle = Object.entries(house)
    .flatMap(([room, below]) => below.map((other) => `${room} stands on ${other}`))
    .filter((arrow) => !used.has(arrow))
  expect(idle, `${idle.join(', ')}: no file imports anything there any more.`).toEqual([])
})

test('each room stands only on rooms that are told of before it, so that there is no circle', () => {
  const told = Object.keys(house)
  const wrong = told.flatMap((room, place) =>
    house[room]!.filter((below) => !told.slice(0, place).includes(below)).map((below) => [room, below]),
  )
  expect(wrong).toEqual([])
})

test('between what customers decide and what users do no arrow runs, and limits and records know neither', () => {
  const isIn = (wing: string) => (room: string) => room.startsWith(`${wing}/`)
  const across = Object.entries(house).flatMap(([room, below]) => {
    const forbidden = isIn('control')(room) ? ['im'] : isIn('im')(room) ? ['control'] : isIn('doors')(room) ? ['control', 'im'] : []
    if (['limits', 'records', 'road', 'platform'].includes(room)) forbidden.push('control', 'im', 'doors')
    return below.filter((other) => forbidden.some((wing) => isIn(wing)(other))).map((other) => `${room} stands on ${other}`)
  })
  expect(across).toEqual([])
})

test('no two folders import each other, however deep they lie, and no two files', () => {
  const both = (nameOf: (file: string) => string) => {
    const pairs = new Set(arrows.map(({ from, to }) => `${nameOf(from)} and ${nameOf(to)}`))
    return [...pairs].filter((pair) => {
      const [one, other] = pair.split(' and ') as [string, string]
      return one < other && pairs.has(`${other} and ${one}`)
    })
  }
  // What lies beside app.ts is a room of its own.
  expect(
    both((file) => (file.includes('/') ? dirname(file) : file)),
    'These folders import each other.',
  ).toEqual([])
  expect(
    both((file) => file),
    'These files import each other.',
  ).toEqual([])
})

test('counters are written in limits/ and nowhere else', () => {
  const writes = new RegExp(
    `\\b(?:${counters.join('|')})\\s*=\\s*(?:\\b(?:${counters.join('|')})\\b|\\w+\\.\\w+\\s*[+-]|0\\b|\\$\\{)|(?:insert into|update|delete from)\\s+(?:${tablesOfCounters.join('|')})\\b`,
    'i',
  )
  const outside = files.filter((file) => roomOf(file) !== 'limits' && writes.test(texts.get(file)!))
  expect(outside, `These write a counter: ${outside.join(', ')}. Statements that do stand in limits/.`).toEqual([])
  expect(files.filter((file) => writes.test(texts.get(file)!)).length).toBeGreaterThan(3)
})

test('ARCHITECTURE.md draws the same picture', async () => {
  const drawn = [...(await readFile(map, 'utf8')).matchAll(/^([\w./-]+) +stands on +(.+)$/gm)]
  expect(Object.fromEntries(drawn.map(([, room, below]) => [room, below === 'nothing' ? [] : below!.split(', ')]))).toEqual(house)
})

test('contract and tests use the nouns of the two wings', async () => {
  for (const wing of ['control', 'im']) {
    const nouns = new Set((await readdir(join(source, wing))).map((name) => name.replace('.ts', '')))
    for (const place of ['../../contract/src', '../test']) {
      const used = await readdir(join(source, place, wing))
      const others = used.map((name) => name.replace('.ts', '')).filter((name) => !nouns.has(name))
      expect(others, `${place}/${wing} has ${others.join(', ')}, which no room of server/src/${wing} is called.`).toEqual([])
    }
  }
})
