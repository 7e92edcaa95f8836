import { request as httpRequest } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { services } from '../../src/doors/rest-v4/services/services.ts'
import type { AppDriver, V4Answer } from '../app-driver.ts'
import { startWorld, type World } from '../world.ts'

let world: World
let app: AppDriver
let said = 0

beforeAll(async () => {
  world = await startWorld()
  app = await world.busyApp({ edition: 'ultimate', users: ['ann', 'ben'] })
})
afterAll(() => world.close())

const check = 'im_open_login_svc/account_check'
const body = { CheckItem: [{ UserID: 'ann' }] }
const whole = { ActionStatus: expect.stringMatching(/^(OK|FAIL)$/), ErrorInfo: expect.any(String), ErrorCode: expect.any(Number) }
const query = () => `sdkappid=${app.sdkAppId}&identifier=administrator&usersig=${app.userSig()}&random=1&contenttype=json`

/** Whatever is sent is answered with HTTP 200 and the whole envelope, or the test fails. */
async function raw(path: string, init: RequestInit): Promise<V4Answer> {
  const response = await fetch(`${world.url}/v4/${path}`, init)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toContain('application/json')
  const answer = (await response.json()) as V4Answer
  expect(answer).toMatchObject(whole)
  return answer
}
const post = (content: NonNullable<RequestInit['body']>, path = check, headers: Record<string, string> = {}) =>
  raw(`${path}?${query()}`, { method: 'POST', body: content, headers })

/** A request as a small client of another language makes it, with these headers and no other. */
function bare(headers: Record<string, string>, chunks: string[], address = `/v4/${check}?${query()}`): Promise<V4Answer> {
  return new Promise((resolve, reject) => {
    const call = httpRequest(world.url, { path: address, method: 'POST', headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part
      })
      response.on('end', () => resolve(JSON.parse(text)))
    })
    call.on('error', reject)
    for (const chunk of chunks) call.write(chunk)
    call.end()
  })
}

describe.each(services.map((service) => [service.name, service] as const))('%s', (name, service) => {
  /** What the documentation gives this service for a field that is missing or wrong. */
  const families: Record<string, number[]> = {
    im_open_login_svc: [70402],
    openim: [90001, 90002, 90003, 90005, 90006, 90008, 90030, 90054],
    group_open_http_svc: [10004],
    group_open_attr_http_svc: [10004],
    group_open_avchatroom_http_svc: [10004],
    million_group_open_http_svc: [10004],
    openim_msg_ext_http_svc: [10004],
    profile: [40001, 40002],
    sns: [30001],
    recentcontact: [50002],
    all_member_push: [90001, 90002, 90003, 90005, 90018, 90033],
    openconfigsvr: [130002, 130004],
    open_msg_svc: [1001, 1002],
    ConfigSvc: [],
    // It has none: what cannot be read is the gateway's.
    im_cos_msg: [60002],
  }
  const paths = service.endpoints.map(({ path }) => path)

  test('answers an empty object, or says which field is missing with a code of its own', async () => {
    for (const path of paths) {
      const { ErrorCode, ErrorInfo } = await app.v4(path, {})
      if (ErrorCode === 0) continue
      expect(families[name], `${path}: ${ErrorCode} ${ErrorInfo}`).toContain(ErrorCode)
      expect(ErrorInfo, path).toMatch(/^\w+ is missing\.$/)
    }
  })

  test('has every field of the envelope, and those of its own, whatever the body is', async () => {
    for (const path of paths) {
      for (const text of ['', '[7]', '"text"', 'null', '{', '\ufeff']) {
        const answer = await post(text, path)
        expect(answer, path).toMatchObject({ ...whole, ...service.envelope, ActionStatus: 'FAIL', ErrorCode: 60003 })
      }
    }
  })

  test('takes an empty list for an object where no member is needed, as SDKs in PHP send it (elsewhere 60003)', async () => {
    for (const { path, body: schema } of service.endpoints) {
      const needsNothing = schema.safeParse({}).success
      const expected = needsNothing ? (await app.v4(path, {})).ErrorCode : 60003
      expect(await post('[]', path), path).toMatchObject({ ...whole, ...service.envelope, ErrorCode: expected })
    }
  })

  test('refuses other methods in the envelope', async () => {
    for (const path of paths) {
      for (const method of ['GET', 'PUT', 'DELETE']) expect(await raw(`${path}?${query()}`, { method })).toMatchObject({ ErrorCode: 60002 })
    }
  })

  test('is strict about the type of every field that it requires', async () => {
    for (const path of paths) {
      const { ErrorCode, ErrorInfo } = await app.v4(path, {})
      if (ErrorCode === 0) continue
      const [field] = ErrorInfo.split(' ')
      for (const wrong of [{ strange: [] }, true, 0.5]) {
        const answer = await app.v4(path, { [field!]: wrong })
        expect([...families[name]!, 60015], `${path}: ${answer.ErrorCode} ${answer.ErrorInfo}`).toContain(answer.ErrorCode)
        expect(answer.ErrorInfo, path).toContain(field)
      }
    }
  })
})

describe('the address', () => {
  test('has its parameters in any order, without random and contenttype, with others besides', async () => {
    const parts = [`usersig=${app.userSig()}`, 'identifier=administrator', `sdkappid=${app.sdkAppId}`]
    for (const text of [parts.join('&'), parts.toReversed().join('&'), `ver=v4&${parts.join('&')}&apn=1&random=4294967295&random=x`]) {
      expect(await raw(`${check}?${text}`, { method: 'POST', body: JSON.stringify(body) })).toMatchObject({ ErrorCode: 0 })
    }
  })

  test('has the UserSig as it is or percent-encoded, and so the identifier', async () => {
    const usersig = app.userSig()
    const encoded = usersig.replaceAll(/[^A-Za-z0-9]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`)
    for (const text of [usersig, encoded, encoded.toUpperCase() === encoded ? usersig : encoded]) {
      const address = `${check}?sdkappid=${app.sdkAppId}&identifier=%61dministrator&usersig=${text}`
      expect(await raw(address, { method: 'POST', body: JSON.stringify(body) })).toMatchObject({ ErrorCode: 0 })
    }
  })

  test('may be whole, as some proxies write it', async () => {
    for (const host of [world.url, 'HTTPS://im.example:8443']) {
      expect(await bare({}, [JSON.stringify(body)], `${host}/v4/${check}?${query()}`)).toMatchObject({ ErrorCode: 0 })
    }
  })

  test('is refused in the envelope when nothing is there', async () => {
    for (const path of ['', '/', 'openim', 'openim/', 'openim/sendmsg/', 'openim//sendmsg', 'OpenIM/sendmsg', 'openim/sendMsg', '%00/x']) {
      expect((await raw(`${path}?${query()}`, { method: 'POST', body: '{}' })).ErrorCode, path).toBe(60009)
    }
  })
})

describe('the body', () => {
  test('is read as JSON with whatever Content-Type, or none', async () => {
    for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/html; charset=gbk', 'nonsense']) {
      expect(await post(JSON.stringify(body), check, { 'content-type': type })).toMatchObject({ ErrorCode: 0 })
    }
    expect(await bare({}, [JSON.stringify(body)])).toMatchObject({ ErrorCode: 0 })
  })

  test('comes in pieces of unknown length, and after the client asked whether it may come', async () => {
    const text = JSON.stringify(body)
    expect(await bare({ 'transfer-encoding': 'chunked' }, [text.slice(0, 5), text.slice(5)])).toMatchObject({ ErrorCode: 0 })
    expect(await bare({ expect: '100-continue', 'content-length': String(text.length) }, [text])).toMatchObject({ ErrorCode: 0 })
  })

  test('begins with a byte order mark or spaces, and names a field twice: the last counts', async () => {
    for (const text of [`\ufeff${JSON.stringify(body)}`, ` \r\n\t${JSON.stringify(body)}\n`]) {
      expect(await post(text)).toMatchObject({ ErrorCode: 0 })
    }
    expect((await post('{"CheckItem":[{"UserID":"zed"}],"CheckItem":[{"UserID":"ben"}]}')).ResultItem).toMatchObject([{ UserID: 'ben' }])
  })

  test('that is no UTF-8 is refused (60003) rather than changed; other letters arrive as they are', async () => {
    const named = (bytes: number[]) => Buffer.concat([Buffer.from('{"UserID":"ann","Nick":"'), Buffer.from(bytes), Buffer.from('"}')])
    const path = 'im_open_login_svc/account_import'
    for (const bytes of [[0xff], [0xc3], [0xb0, 0xa1], [0xed, 0xa0, 0x80], [0xf0, 0x9f, 0x8c]]) {
      expect(await post(named(bytes), path)).toMatchObject({ ErrorCode: 60003 })
    }
    expect(await post(named([...Buffer.from('花 🌹')]), path)).toMatchObject({ ErrorCode: 0 })
    const [row] = await world.sql`select nick from im_users where app_id = ${app.sdkAppId} and user_id = 'ann'`
    expect(row!.nick).toBe('花 🌹')
  })

  test('of more than a megabyte is refused (60002), and one without end gets an answer too', async () => {
    expect(await post(JSON.stringify({ ...body, More: 'x'.repeat(1_000_000) }))).toMatchObject({ ErrorCode: 60002 })
    expect(await post(JSON.stringify({ ...body, More: 'x'.repeat(999_000) }))).toMatchObject({ ErrorCode: 0 })
    expect(await post('x'.repeat(12_000_000))).toMatchObject({ ErrorCode: 60002 })
  })

  test('is as deep as messages forwarded in each other a hundred times, and not without bound (60003)', async () => {
    const GroupId = await app.createGroup()
    const deep = (levels: number, inner = '1') => `${'[{"x":'.repeat(levels / 2)}${inner}${'}]'.repeat(levels / 2)}`
    const send = (inside: string) =>
      post(
        `{"GroupId":"${GroupId}","Random":${++said},"MsgBody":[{"MsgType":"TIMCustomElem","MsgContent":{"Data":"d","More":${inside}}}]}`,
        'group_open_http_svc/send_group_msg',
      )
    expect(await send(deep(900))).toMatchObject({ ErrorCode: 0 })
    for (const inner of ['1', 'null', '"\\u0000"']) {
      for (const levels of [1200, 20_000, 120_000]) expect(await send(deep(levels, inner)), `${levels}`).toMatchObject({ ErrorCode: 60003 })
    }
    const history = await app.ok('group_open_http_svc/group_msg_get_simple', { GroupId, ReqMsgNumber: 20 })
    expect(JSON.stringify(history.RspMsgList[0].MsgBody[0].MsgContent.More)).toBe(deep(900))
  })

  test('has null for what is absent, and members nobody knows, at every level', async () => {
    const GroupId = await app.createGroup({
      Owner_Account: 'ann',
      MemberList: [{ Member_Account: 'ben', Role: null, Later: {} }],
      AppDefinedData: null,
      Introduction: null,
      __proto__: null,
      constructor: { prototype: 1 },
    })
    const filters = { ResponseFilter: null, MemberInfoFilter: null, Unknown: [null] }
    expect((await app.ok('group_open_http_svc/get_group_info', { GroupIdList: [GroupId], ...filters })).GroupInfo[0].MemberNum).toBe(2)
    const message = { GroupId, Random: ++said, MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'hi' } }] }
    const unset = { OfflinePushInfo: null, ForbidCallbackControl: null, SendMsgControl: null, GroupAtInfo: null, To_Account: null }
    expect(await app.v4('group_open_http_svc/send_group_msg', { ...message, ...unset, CloudCustomData: null })).toMatchObject({ MsgSeq: 1 })
    const nowhere = { GroupId, ToMembers_Account: null, Content: 'Soon', TopicId: null }
    expect(await app.v4('group_open_http_svc/send_group_system_notification', nowhere)).toMatchObject({ ErrorCode: 0 })
  })

  test('has numbers as JSON numbers: 1.0 and 1e2 are integers, a text is none', async () => {
    const list = (Limit: string) => post(`{"Limit":${Limit}}`, 'group_open_http_svc/get_appid_group_list')
    for (const Limit of ['1', '1.0', '1e2', '100.00']) expect((await list(Limit)).ErrorCode).toBe(0)
    for (const Limit of ['"1"', '1.5', '-1', '1e400', '99999999999999999999', 'true']) expect((await list(Limit)).ErrorCode).toBe(10004)
  })
})
