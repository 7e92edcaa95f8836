import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AppDriver } from '../../server/test/app-driver.ts'
import { startWorld, type World } from '../../server/test/world.ts'
import { connect } from '../src/index.ts'
import { installPacked } from './packed.ts'

const run = promisify(execFile)
const tsc = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url))
const compressedMax = 15_000

let world: World
let app: AppDriver
let packed: Awaited<ReturnType<typeof installPacked>>

beforeAll(async () => {
  world = await startWorld()
  app = await world.busyApp({ edition: 'pro', users: ['ann', 'ben', 'cy', 'dan'] })
  packed = await installPacked()
})
afterAll(async () => {
  await packed?.remove()
  await world.close()
})

test('what is published is one module below 15 kB compressed, its types, a README and the license, and needs nothing else', async () => {
  const files = await readdir(packed.installed)
  expect(files.filter((name) => !name.endsWith('.d.ts')).toSorted()).toEqual(['LICENSE', 'README.md', 'index.js', 'package.json'])
  expect(files).toContain('index.d.ts')
  const code = await readFile(join(packed.installed, 'index.js'), 'utf8')
  expect(gzipSync(code).length).toBeLessThan(compressedMax)
  expect(code).not.toMatch(/\bimport\b[^.(]*['"]/)
  const manifest = JSON.parse(await readFile(join(packed.installed, 'package.json'), 'utf8'))
  expect(manifest).toMatchObject({
    name: '@plenum/sdk',
    license: 'Apache-2.0',
    type: 'module',
    sideEffects: false,
    engines: { node: '>=22' },
  })
  expect(manifest).not.toHaveProperty('dependencies')
  for (const name of files.filter((file) => file.endsWith('.d.ts'))) {
    expect(await readFile(join(packed.installed, name), 'utf8')).not.toMatch(/from '[^']*(?<!\.js)'/)
  }
})

test('two users talk to each other in plain JavaScript in Node', async () => {
  await writeFile(join(packed.folder, 'two-users.js'), twoUsers)
  const settings = JSON.stringify({ url: world.url, sdkAppId: app.sdkAppId, cy: app.userSig('cy'), dan: app.userSig('dan') })
  const { stdout } = await run(process.execPath, ['two-users.js', settings], { cwd: packed.folder })
  expect(stdout.trim().split('\n')).toEqual(['dan hears: Hello Dan', 'cy hears: Hello Cy', 'refused: group_unknown', 'closed'])
})

const twoUsers = `
import { connect, Refused, SignedOut } from '@plenum/sdk'

const { url, sdkAppId, cy, dan } = JSON.parse(process.argv[2])
const users = [await connect({ url, sdkAppId, userId: 'cy', userSig: cy }), await connect({ url, sdkAppId, userId: 'dan', userSig: dan })]
const text = (Text) => ({ body: [{ MsgType: 'TIMTextElem', MsgContent: { Text } }] })
const heard = (user) => new Promise((resolve) => user.on('message.sent', ({ body }) => resolve(body[0].MsgContent.Text)))
const [byCy, byDan] = users.map(heard)
await users[0].send({ peerId: 'dan', ...text('Hello Dan') })
console.log('dan hears:', await byDan)
await users[1].send({ peerId: 'cy', ...text('Hello Cy') })
console.log('cy hears:', await byCy)
await users[0].call('group.join', { groupId: 'nowhere' }).catch((error) => console.log('refused:', error instanceof Refused && error.code))
for (const user of users) await user.close()
await users[0].ready().catch((error) => console.log(error instanceof SignedOut && error.reason))
`

test('the example of the README runs as it stands there, and an answer to it is heard', async () => {
  const readme = await readFile(join(packed.installed, 'README.md'), 'utf8')
  const example = /```js\n([\s\S]*?)```/.exec(readme)![1]!
  expect(example.trim().split('\n').filter(Boolean).length).toBeLessThanOrEqual(10)
  const signer = createServer((_, response) => response.end(app.userSig('ann'))).listen(0, '127.0.0.1')
  await once(signer, 'listening')
  const own = { 'https://im.example.com': world.url, 'https://app.example.com': addressOf(signer), '1400000001': String(app.sdkAppId) }
  const adapted = Object.entries(own).reduce((text, [theirs, ours]) => replacedOnce(text, theirs, ours), example)
  await writeFile(join(packed.folder, 'example.js'), adapted)

  const ben = await connect({ url: world.url, sdkAppId: app.sdkAppId, userId: 'ben', userSig: app.userSig('ben') })
  const hello = new Promise((resolve) => ben.on('message.sent', ({ senderId, body }) => resolve([senderId, body])))
  const child = spawn(process.execPath, ['example.js'], { cwd: packed.folder, stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const printed = new Promise<string>((resolve) => child.stdout.once('data', (text) => resolve(String(text))))
    expect(await hello).toEqual(['ann', [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'Hello' } }]])
    await ben.send({ peerId: 'ann', body: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'Hello Ann' } }] })
    expect(await printed).toMatch(/^ben .*TIMTextElem/)
  } finally {
    child.kill()
    await once(child, 'exit')
    await ben.close()
    signer.close()
  }
})

test.each([
  { moduleResolution: 'bundler', module: 'esnext', lib: ['es2022', 'dom'] },
  { moduleResolution: 'nodenext', module: 'nodenext', lib: ['es2022', 'dom'] },
  { moduleResolution: 'nodenext', module: 'nodenext', lib: ['es2022'] },
])('strict TypeScript that looks into libraries finds nothing wrong: %o', async (resolution) => {
  const compilerOptions = {
    ...resolution,
    target: 'es2022',
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noPropertyAccessFromIndexSignature: true,
    isolatedModules: true,
    verbatimModuleSyntax: true,
    skipLibCheck: false,
    noEmit: true,
  }
  const hasDom = resolution.lib.includes('dom')
  await writeFile(join(packed.folder, 'consumer.ts'), hasDom ? consumer + inBrowser : consumer)
  await writeFile(join(packed.folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['consumer.ts'] }))
  const checked = await run(process.execPath, [tsc, '-p', '.'], { cwd: packed.folder }).catch((error: { stdout: string }) => error)
  expect(checked.stdout).toBe('')
})

const consumer = `
import { type Commands, type ConnectOptions, connect, type Message, type MessageBody, type PlenumClient, Refused, type State } from '@plenum/sdk'

const body: MessageBody = [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'Hello' } }]
export async function talk(options: ConnectOptions): Promise<number | null> {
  const client: PlenumClient = await connect(options)
  const stop: () => void = client.on('message.sent', (message) => {
    const said: Message['body'] = message.body
    // @ts-expect-error There is no such field.
    return [said, message.nothing]
  })
  client.on('state', ({ state }) => void (state satisfies State))
  const answer: Commands['group.create']['output'] = await client.call('group.create', { type: 'Public', name: 'Gardeners' })
  // @ts-expect-error There is no such command.
  await client.call('group.nothing', {})
  // @ts-expect-error There is no such type of group.
  await client.call('group.create', { type: 'Nothing', name: 'Gardeners' }).catch((error: unknown) => error instanceof Refused && error.code === 'busy')
  const { sequence } = await client.send({ groupId: answer.groupId, body })
  await client.send({ peerId: 'ben', body })
  stop()
  await client.close()
  return sequence
}
`

const inBrowser = `
export const withSocket: Pick<ConnectOptions, 'openWebSocket'> = { openWebSocket: (address) => new WebSocket(address) }
`

const addressOf = (server: ReturnType<typeof createServer>) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`

function replacedOnce(text: string, theirs: string, ours: string): string {
  expect(text.split(theirs)).toHaveLength(2)
  return text.replace(theirs, ours)
}
