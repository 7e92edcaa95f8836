import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { listen, patience } from '../../src/doors/http/listen.ts'
import { Client } from '../client.ts'
import { password, startWorld } from '../world.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plenum-tls-'))
  for (const name of ['ours', 'other']) {
    const files = ['-keyout', join(folder, `${name}.key`), '-out', join(folder, `${name}.crt`)]
    const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1']
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...files, ...names], { stdio: 'ignore' })
  }
  await writeFile(join(folder, 'nonsense'), 'nonsense')
})
afterAll(() => rm(folder, { recursive: true }))

const tlsOf = (cert: string, key: string) => ({ PLENUM_TLS_CERT: join(folder, cert), PLENUM_TLS_KEY: join(folder, key) })

interface Asked {
  headers?: Record<string, string>
  body?: string
  ca?: Buffer
}

/** With every header as given, `Host` included, and a certificate that only the test trusts. */
async function post(url: string, { headers = {}, body = '{}', ca }: Asked = {}) {
  const options = { method: 'POST', headers, ...(ca && { ca }) }
  const sent = url.startsWith('https') ? httpsRequest(url, options) : httpRequest(url, options)
  sent.end(body)
  const [response] = await once(sent, 'response')
  return { status: response.statusCode as number, headers: response.headers as IncomingHttpHeaders, text: await text(response) }
}

test('with a certificate of its own Plenum speaks TLS, and its cookie is for TLS only', async () => {
  const world = await startWorld({ env: tlsOf('ours.crt', 'ours.key') })
  expect(world.url).toMatch(/^https:/)
  const ca = await readFile(join(folder, 'ours.crt'))
  const body = JSON.stringify({ email: 'operator@example.com', password })
  const signedIn = await post(`${world.url}/api/session.signIn`, { ca, body, headers: { origin: world.url } })
  expect(signedIn.status).toBe(200)
  expect(signedIn.headers['strict-transport-security']).toBe('max-age=31536000')
  const cookie = signedIn.headers['set-cookie']![0]!
  expect(cookie).toMatch(/^__Host-plenum_session=.*; Secure$/)
  const session = await post(`${world.url}/api/session.get`, { ca, headers: { cookie: cookie.split(';')[0]! } })
  expect(JSON.parse(session.text)).toMatchObject({ person: { operator: true }, installation: { url: world.url } })
  await expect(fetch(world.url.replace('https', 'http'))).rejects.toThrow()
  await world.close()
})

test.each([
  ['nonsense', 'ours.key'],
  ['ours.crt', 'nonsense'],
  ['ours.crt', 'other.key'],
])('a certificate %s with the key %s is refused in a sentence', async (cert, key) => {
  const config = readConfig({ PLENUM_PORT: '0', ...tlsOf(cert, key) })
  await expect(listen(config, () => new Response())).rejects.toThrow(
    /^PLENUM_TLS_CERT and PLENUM_TLS_KEY must be a certificate and its key in PEM form \([^)]+\)\.$/,
  )
})

test('behind a proxy that speaks TLS, PLENUM_URL alone says where the console is and who may call', async () => {
  const world = await startWorld({
    env: { PLENUM_HOST: '0.0.0.0', PLENUM_URL: 'https://Chat.example.com/', PLENUM_TRUSTED_PROXIES: '127.0.0.1' },
  })
  // Seen from the proxy: another scheme, another host, another port.
  const viaProxy = { host: '127.0.0.1:8080', 'x-forwarded-for': '203.0.113.7', origin: 'https://chat.example.com' }
  const body = JSON.stringify({ email: 'operator@example.com', password })
  const signedIn = await post(`${world.url}/api/session.signIn`, { headers: viaProxy, body })
  expect(signedIn.status).toBe(200)
  const cookie = signedIn.headers['set-cookie']![0]!.split(';')[0]!
  expect(cookie).toMatch(/^__Host-/)
  const invited = await post(`${world.url}/api/person.invite`, {
    headers: { ...viaProxy, cookie, host: 'evil.example' },
    body: JSON.stringify({ email: 'guest@example.com', role: 'reader' }),
  })
  expect(JSON.parse(invited.text).link).toMatch(/^https:\/\/chat\.example\.com\/accept\?/)
  const elsewhere = { ...viaProxy, cookie, host: 'evil.example', origin: 'http://evil.example' }
  expect((await post(`${world.url}/api/session.signOut`, { headers: elsewhere })).status).toBe(403)

  const document = (await (await fetch(`${world.url}/api/openapi.json`)).json()) as Document
  expect(document.servers).toEqual([{ url: 'https://chat.example.com' }])
  expect(document.components.securitySchemes.session.name).toBe('__Host-plenum_session')
  await world.close()
})

test('guesses through a trusted proxy slow down whoever guesses and nobody else', async () => {
  const world = await startWorld({ env: { PLENUM_TRUSTED_PROXIES: '127.0.0.1' } })
  let guesses = 0
  const guess = (address: string) =>
    post(`${world.url}/api/session.signIn`, {
      headers: { 'x-forwarded-for': `192.0.2.1, ${address}` },
      body: JSON.stringify({ email: `guess${++guesses}@example.com`, password: 'a guess' }),
    })
  const answers = []
  for (let i = 0; i < 51; i++) answers.push((await guess('203.0.113.7')).status)
  expect(answers).toEqual([...Array(50).fill(401), 429])
  expect((await guess('203.0.113.8')).status).toBe(401)
  await world.close()
})

test('a form that another site sends from a signed-in browser does nothing, whatever it calls its contents', async () => {
  const world = await startWorld()
  const person = await world.signUp()
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/json']) {
    const answer = await person.post('app.create', { name: 'Planted' }, { 'content-type': type, origin: 'https://evil.example' })
    expect(await answer.json()).toMatchObject({ error: { code: 'foreign_origin' } })
    expect(answer.headers.get('access-control-allow-origin')).toBeNull()
  }
  const asked = await fetch(`${world.url}/api/app.create`, { method: 'OPTIONS', headers: { origin: 'https://evil.example' } })
  expect([asked.ok, asked.headers.get('access-control-allow-origin')]).toEqual([false, null])
  expect((await fetch(`${world.url}/api/session.signOut`, { headers: { cookie: person.cookie } })).status).toBe(404)
  expect((await person.call('app.list', {})).apps).toEqual([])
  await world.close()
})

test('a client that does not end its headers or its body is sent away', async () => {
  const door = await listen(readConfig({ PLENUM_PORT: '0' }), async (request) => new Response(await request.text()), {
    ...patience,
    headersTimeout: 100,
    requestTimeout: 200,
    connectionsCheckingInterval: 20,
  })
  for (const beginning of ['POST / HTTP/1.1\r\nHost: x\r\n', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{"a']) {
    const socket = connect(Number(new URL(door.url).port), '127.0.0.1')
    socket.write(beginning)
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 408 /)
  }
  await door.close()
})

test('a client that does not read its answer is cut off', async () => {
  const cutOff = Promise.withResolvers<void>()
  const endless = () =>
    new ReadableStream({
      pull: (controller) => controller.enqueue(new Uint8Array(1 << 20)),
      cancel: () => cutOff.resolve(),
    })
  const door = await listen(readConfig({ PLENUM_PORT: '0' }), () => new Response(endless()), { ...patience, idleTimeout: 100 })
  const socket = connect(Number(new URL(door.url).port), '127.0.0.1').pause()
  socket.on('error', () => {})
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
  await cutOff.promise
  socket.destroy()
  await door.close()
})

test('a request that says two lengths is not carried out', async () => {
  const world = await startWorld()
  const socket = connect(Number(new URL(world.url).port), '127.0.0.1')
  socket.write(
    'POST /api/session.get HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\n\r\n',
  )
  expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n(?!.*HTTP\/1)/s)
  await world.close()
})

test('what is written to the log of something broken holds no password, cookie or key', async () => {
  const written: string[] = []
  const world = await startWorld({ log: { write: (line: string) => void written.push(line) } })
  const person = await world.signUp()
  await world.sql`alter table people.sessions rename to sessions_away`
  const signIn = await person.post('session.signIn', { email: 'person.1@example.com', password })
  const withCookie = await person.post('app.list', {})
  await world.sql`alter table people.sessions_away rename to sessions`
  await world.sql`alter table people.api_keys rename to api_keys_away`
  const withKey = await new Client(world.url, 'plenum_a_key_of_somebody').post('app.list', {})
  expect([signIn.status, withCookie.status, withKey.status]).toEqual([500, 500, 500])
  const log = written.join('')
  expect(log.match(/a command broke/g)).toHaveLength(3)
  for (const secret of [password, person.cookie.split('=')[1]!, 'plenum_a_key_of_somebody']) expect(log).not.toContain(secret)
  await world.close()
})

interface Document {
  servers: { url: string }[]
  paths: Record<string, { post: { operationId: string; 'x-right'?: string } }>
  components: { securitySchemes: { session: { name: string } } }
}

test('every reference in the document leads somewhere, and every operation has a name of its own', async () => {
  const world = await startWorld()
  const document = (await (await fetch(`${world.url}/api/openapi.json`)).json()) as Document
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path]) => path!.split('/'))
  expect(references.length).toBeGreaterThan(0)
  for (const path of references) {
    expect(path.reduce<unknown>((place, name) => (place as Record<string, unknown> | undefined)?.[name], document)).toBeDefined()
  }
  expect(JSON.stringify(document)).not.toContain('"$ref":"#/$defs')
  const names = Object.values(document.paths).map(({ post }) => post.operationId)
  expect(new Set(names).size).toBe(names.length)
  await world.close()
})
