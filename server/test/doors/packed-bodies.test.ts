import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AppDriver, V4Answer } from '../app-driver.ts'
import { operatorKey, startWorld, type World } from '../world.ts'

let world: World
let app: AppDriver

beforeAll(async () => {
  world = await startWorld()
  app = await world.app()
  await world.unlimitedRates(app.sdkAppId)
  await app.importUsers(['ann'])
})
afterAll(() => world.close())

const check = 'im_open_login_svc/account_check'
const json = (more: object = {}) => JSON.stringify({ CheckItem: [{ UserID: 'ann' }], ...more })

async function v4(body: Uint8Array<ArrayBuffer>, encoding: string, path = check): Promise<V4Answer> {
  const address = `${world.url}/v4/${path}?sdkappid=${app.sdkAppId}&identifier=administrator&usersig=${app.userSig()}&random=1&contenttype=json`
  const response = await fetch(address, { method: 'POST', headers: { 'content-encoding': encoding }, body })
  expect(response.status).toBe(200)
  return (await response.json()) as V4Answer
}

async function api(command: string, body: Uint8Array<ArrayBuffer>, encoding: string) {
  const headers = { authorization: `Bearer ${operatorKey}`, 'content-encoding': encoding }
  const response = await fetch(`${world.url}/api/${command}`, { method: 'POST', headers, body })
  return { status: response.status, body: await response.json() }
}

describe.each([
  ['gzip', gzipSync],
  ['GZIP', gzipSync],
  ['x-gzip', gzipSync],
  ['deflate', deflateSync],
  ['deflate', deflateRawSync],
  ['br', brotliCompressSync],
] as const)('a body with Content-Encoding: %s', (encoding, pack) => {
  test('is read as what it was, by both doors', async () => {
    expect(await v4(pack(json()), encoding)).toMatchObject({ ErrorCode: 0, ResultItem: [{ AccountStatus: 'Imported' }] })
    expect(await api('app.get', pack(JSON.stringify({ sdkAppId: app.sdkAppId })), encoding)).toMatchObject({
      status: 200,
      body: { sdkAppId: app.sdkAppId },
    })
  })

  test('is as long as any other once it is unpacked, and one of a gigabyte is not unpacked', async () => {
    expect(await v4(pack(json({ More: 'x'.repeat(999_000) })), encoding)).toMatchObject({ ErrorCode: 0 })
    expect(await v4(pack(json({ More: 'x'.repeat(1_000_000) })), encoding)).toMatchObject({ ErrorCode: 60002 })
    expect(await v4(pack(Buffer.alloc(200_000_000, 'x')), encoding)).toMatchObject({ ErrorCode: 60002 })
    expect(await api('app.list', pack(JSON.stringify({ search: 'x'.repeat(300_000) })), encoding)).toMatchObject({
      status: 413,
      body: { error: { code: 'body_too_large' } },
    })
  })

  test('that is something else, or breaks off, is refused with the number of the service', async () => {
    const whole = pack(json({ More: Array.from({ length: 500 }, (_, index) => index) }))
    const broken = [Buffer.from(json()), whole.subarray(0, whole.length >> 1), Buffer.from([8, 1, 2, 3, 4]), Buffer.alloc(0)]
    for (const body of broken) {
      const answer = await v4(Buffer.from(body), encoding)
      expect(answer).toMatchObject({ ActionStatus: 'FAIL', ErrorCode: 70402 })
      expect(answer.ErrorInfo).toContain(encoding.toLowerCase())
      expect(await v4(Buffer.from(body), encoding, 'group_open_http_svc/get_group_info')).toMatchObject({ ErrorCode: 10004 })
      expect(await v4(Buffer.from(body), encoding, 'openim/sendmsg')).toMatchObject({ ErrorCode: 90001 })
      expect(await api('app.list', Buffer.from(body), encoding)).toMatchObject({ status: 400, body: { error: { code: 'bad_input' } } })
    }
  })
})

test('a body in an encoding that nobody knows, or in two, is refused; identity is none', async () => {
  const body = gzipSync(json())
  for (const encoding of ['zip', 'compress', 'gzip, gzip', 'toString', '*']) {
    const answer = await v4(body, encoding)
    expect(answer, encoding).toMatchObject({ ActionStatus: 'FAIL', ErrorCode: 70402 })
    expect(answer.ErrorInfo).toContain('gzip, deflate or br')
  }
  expect(await v4(Buffer.from(json()), 'identity')).toMatchObject({ ErrorCode: 0 })
  expect(await v4(Buffer.from(json()), '')).toMatchObject({ ErrorCode: 0 })
})
