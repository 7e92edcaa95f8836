import { Refusal } from '@plenum/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { holdsOf } from '../../src/doors/rest-v4/dialect/content.ts'
import { numberOf } from '../../src/doors/rest-v4/dialect/numbers.ts'
import { services } from '../../src/doors/rest-v4/services/services.ts'
import { type AppDriver, ok } from '../app-driver.ts'
import { startWorld, type World } from '../world.ts'

let world: World
let app: AppDriver

beforeAll(async () => {
  world = await startWorld()
  app = await world.busyApp({ edition: 'ultimate', users: ['ann', 'ben'] })
})
afterAll(() => world.close())

type Schema = { type?: string; properties?: object; items?: Schema; anyOf?: Schema[]; oneOf?: Schema[]; additionalProperties?: Schema }

/** Bodies with one text each, at every place where an endpoint takes one, and how an answer names that place. */
function* placesOf(schema: Schema, text: string): Generator<{ body: unknown; place: string }> {
  for (const choice of [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) yield* placesOf(choice, text)
  if (schema.type === 'string') yield { body: text, place: '' }
  for (const { body, place } of schema.items ? placesOf(schema.items, text) : []) yield { body: [body], place: `[0]${place}` }
  for (const [name, member] of Object.entries(schema.properties ?? {})) {
    for (const { body, place } of placesOf(member, text)) yield { body: { [name]: body }, place: `.${name}${place}` }
  }
}

/** Does the place hold an id or a name? */
const isName = (place: string) =>
  [...place.matchAll(/\w+/g)].every(([member]) => /^\d+$/.test(member) || holdsOf(member, { Tag: 'Tag_Profile_IM_Nick' }) === 'name')

const endpoints = services.flatMap((service) => service.endpoints.map((endpoint) => ({ service, endpoint })))
const schemaOf = (body: z.ZodType) => z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }) as Schema

test.each([
  ['half a character', 'x\ud800'],
  ['the character NUL', 'x\0'],
])('every id and name of every endpoint is refused with its field when it holds %s', async (what, text) => {
  let names = 0
  for (const { service, endpoint } of endpoints) {
    const { path } = endpoint
    for (const { body, place } of placesOf(schemaOf(endpoint.body), text)) {
      if (!isName(place)) continue
      const { ActionStatus, ErrorCode, ErrorInfo } = await app.v4(path, body)
      const field = place.slice(1)
      expect({ path, ActionStatus, ErrorInfo }).toEqual({ path, ActionStatus: 'FAIL', ErrorInfo: `${field}: holds ${what}.` })
      expect(ErrorCode, `${path} ${field}`).toBe(numberOf(new Refusal('bad_input', { field, reason: '' }), { service, endpoint }))
      names++
    }
  }
  expect(names).toBeGreaterThan(150)
})

test('no member of any object may be called __proto__, however it is written: objects of JavaScript would lose it', async () => {
  const GroupId = await app.createGroup()
  const said = (content: string) => `{"GroupId":"${GroupId}","Random":1,"MsgBody":[{"MsgType":"TIMCustomElem","MsgContent":${content}}]}`
  for (const content of [
    '{"Data":"d","__proto__":1}',
    '{"Data":"d","More":[{"\\u005f_proto__":{}}]}',
    '{"Data":"d","_\\u005Fproto__":1}',
  ]) {
    const answer = await app.v4('group_open_http_svc/send_group_msg', said(content))
    expect(answer).toMatchObject({
      ErrorCode: 10004,
      ErrorInfo: expect.stringMatching(/^MsgBody\[0\]\.MsgContent.*nothing may be called __proto__\.$/),
    })
  }
  await app.ok('all_member_push/im_set_attr_name', { AttrNames: { 0: 'sex' } })
  for (const attributes of ['{"__proto__":"x"}', '{"sex":"f","__proto__":"x"}']) {
    const body = `{"UserAttrs":[{"To_Account":"ann","Attrs":${attributes}}]}`
    expect((await app.v4('all_member_push/im_set_attr', body)).ErrorCode).toBe(90001)
  }
  expect((await app.v4('all_member_push/im_set_attr_name', { AttrNames: { 1: '__proto__' } })).ErrorCode).toBe(90001)
  expect((await app.ok('all_member_push/im_get_attr', { To_Account: ['ann'] })).UserAttrs).toMatchObject([{ Attrs: {} }])
})

test('a name that looks like it is kept, as a text and as a key of data', async () => {
  const GroupId = await app.createGroup()
  const GroupAttr = [{ key: '__proto__', value: '__proto__' }]
  expect(await app.v4('group_open_http_svc/modify_group_attr', { GroupId, GroupAttr })).toEqual(ok)
  expect((await app.ok('group_open_attr_http_svc/get_group_attr', { GroupId })).GroupAttrAry).toEqual(GroupAttr)
})
