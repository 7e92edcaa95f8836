import { readFile } from 'node:fs/promises'
import { type Command, commands } from '@plenum/contract'
import { expect, test } from 'vitest'
import { endpointsPage, howToWrite } from '../server/src/doors/rest-v4/endpoints-page.ts'
import { services } from '../server/src/doors/rest-v4/services/services.ts'
import { documentedPaths } from './src/documented-paths.ts'

const page = (name: string) => readFile(new URL(`../docs/${name}.md`, import.meta.url), 'utf8')

test('the page on the API names every command of people, and none that does not exist', async () => {
  const named = [...(await page('control/api')).matchAll(/`([a-zA-Z]+\.[a-zA-Z]+)`/g)].map(([, name]) => name!)
  const forPeople = Object.entries<Command>(commands)
    .filter(([, { callers }]) => callers.includes('person') || callers.includes('anyone'))
    .map(([name]) => name)

  expect([...new Set(named)].toSorted()).toEqual(forPeople.toSorted())
})

test('the page of endpoints is what the code serves', async () => {
  expect(await page('im/rest-v4'), `docs/im/rest-v4.md is not what the code says: run ${howToWrite}`).toBe(endpointsPage(services))
})

test('every path of the public documentation is served', () => {
  const served = new Set(services.flatMap(({ endpoints }) => endpoints.map((endpoint) => endpoint.path)))
  expect(documentedPaths.filter((path) => !served.has(path))).toEqual([])
})

test('every link of the pages leads to a file', async () => {
  for (const name of [
    'start',
    'concepts',
    'operating',
    'control/api',
    'control/webhooks',
    'im/rest-v4',
    'im/migrating',
    'im/users',
    'im/live',
    'im/callbacks',
  ]) {
    for (const [, target] of (await page(name)).matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)) {
      await readFile(new URL(target!, new URL(`../docs/${name}.md`, import.meta.url)), 'utf8')
    }
  }
  expect.assertions(0)
})
