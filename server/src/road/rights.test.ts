import type { AppTag, Grant, Right, Role, Scope } from '@plenum/contract'
import { expect, test } from 'vitest'
import type { PersonCaller } from './context.ts'
import { mayDo, mayGive, mayManage, maySee } from './rights.ts'

const app = 1400000001
const tagged = (...tags: AppTag[]) => ({ sdkAppId: app, accountId: 'acc_1', tags })
const team = { key: 'team', value: 'live' }
const otherApp = 1400000002

function person(role: Role, more: Partial<PersonCaller> = {}): PersonCaller {
  return {
    kind: 'person',
    via: 'session',
    personId: 'per_1',
    name: 'Ana',
    email: 'ana@example.com',
    operator: false,
    accountId: 'acc_1',
    role,
    scope: 'all',
    grants: [],
    ...more,
  }
}

const rights: Right[] = ['read', 'develop', 'createApp', 'people', 'plan', 'disable', 'delete', 'key', 'operator']
const grants: Grant[] = ['plan', 'disable', 'delete', 'key']

test.each<[Role, Right[]]>([
  ['owner', ['read', 'develop', 'createApp', 'people', 'plan', 'disable', 'delete', 'key']],
  ['administrator', ['read', 'develop', 'createApp', 'people']],
  ['developer', ['read', 'develop']],
  ['billingReader', ['read']],
  ['reader', ['read']],
])('without grants the role %s has exactly its rights', (role, expected) => {
  expect(rights.filter((right) => mayDo(person(role), right))).toEqual(expected)
})

test.each<Role>(['administrator', 'developer', 'billingReader', 'reader'])('a grant adds its one right to the role %s', (role) => {
  for (const grant of grants) {
    const granted = grants.filter((right) => mayDo(person(role, { grants: [grant] }), right))
    expect(granted).toEqual([grant])
  }
})

test('the operator may do everything, nobody and the server of an app nothing that is for persons', () => {
  for (const right of rights) {
    expect(mayDo(person('reader', { operator: true, scope: [] }), right, tagged())).toBe(true)
    expect(mayDo({ kind: 'anyone' }, right)).toBe(false)
    expect(mayDo({ kind: 'app', sdkAppId: app, userId: 'administrator' }, right, tagged())).toBe(false)
  }
})

test('a list of apps bounds every right, and an empty list leaves none', () => {
  const listed = person('administrator', { scope: [app], grants })
  for (const right of ['read', 'develop', 'plan', 'key'] as const) {
    expect(mayDo(listed, right, tagged())).toBe(true)
    expect(mayDo(listed, right, { ...tagged(), sdkAppId: otherApp })).toBe(false)
    expect(mayDo({ ...listed, scope: [] }, right, tagged())).toBe(false)
  }
})

test('a person with a list creates no apps: a new one would not be on the list', () => {
  expect(mayDo(person('administrator', { scope: [app] }), 'createApp')).toBe(false)
})

test('apps of another account and apps off the list are not seen', () => {
  expect(maySee(person('owner'), tagged())).toBe(true)
  expect(maySee(person('owner'), { ...tagged(), accountId: 'acc_2' })).toBe(false)
  expect(maySee(person('reader', { scope: [otherApp] }), tagged())).toBe(false)
  expect(maySee(person('owner', { operator: true }), { ...tagged(), accountId: 'acc_2' })).toBe(true)
})

test('an administrator gives only what an administrator has', () => {
  const administrator = person('administrator', { scope: [app], grants: ['plan'] })
  expect(mayGive(administrator, { role: 'administrator', scope: [app], grants: ['plan'] })).toBe(true)
  expect(mayGive(administrator, { role: 'reader', scope: [], grants: [] })).toBe(true)
  expect(mayGive(administrator, { role: 'owner', scope: [app], grants: [] })).toBe(false)
  expect(mayGive(administrator, { role: 'reader', scope: 'all', grants: [] })).toBe(false)
  expect(mayGive(administrator, { role: 'reader', scope: [app, otherApp], grants: [] })).toBe(false)
  expect(mayGive(administrator, { role: 'developer', scope: [app], grants: ['key'] })).toBe(false)
})

test('only owner and administrators give rights at all', () => {
  const wanted = { role: 'reader' as const, scope: 'all' as const, grants: [] }
  expect(mayGive(person('owner'), wanted)).toBe(true)
  for (const role of ['developer', 'billingReader', 'reader'] as const) expect(mayGive(person(role, { grants }), wanted)).toBe(false)
})

test('an administrator leaves alone the owner, the operator, and whoever has more', () => {
  const administrator = person('administrator')
  expect(mayManage(administrator, { role: 'administrator', scope: 'all', grants: [] })).toBe(true)
  expect(mayManage(administrator, { role: 'owner', scope: 'all', grants: [] })).toBe(false)
  expect(mayManage(administrator, { role: 'reader', scope: 'all', grants: [], operator: true })).toBe(false)
  expect(mayManage(administrator, { role: 'reader', scope: 'all', grants: ['delete'] })).toBe(false)
  expect(mayManage(person('owner'), { role: 'administrator', scope: 'all', grants })).toBe(true)
})

test('a tag bounds every right by key and value, and any of several is enough', () => {
  const byTag = person('administrator', { scope: { tags: [team, { key: 'stage', value: '' }] }, grants })
  for (const right of ['read', 'develop', 'people', 'plan', 'key'] as const) {
    expect(mayDo(byTag, right, tagged(team))).toBe(true)
    expect(mayDo(byTag, right, tagged({ key: 'x', value: 'live' }, { key: 'stage', value: '' }))).toBe(true)
    for (const app of [tagged(), tagged({ ...team, value: 'Live' }), tagged({ key: 'stage', value: 'live' })]) {
      expect(mayDo(byTag, right, app)).toBe(false)
    }
  }
  expect(mayDo(byTag, 'createApp')).toBe(false)
  expect(maySee(byTag, tagged(team))).toBe(true)
  expect(maySee(byTag, tagged())).toBe(false)
  expect(maySee(byTag, { ...tagged(team), accountId: 'acc_2' })).toBe(false)
})

test('neither a list covers a tag, which other apps may get, nor a tag a list, which outlasts it', () => {
  const rights = (scope: Scope) => ({ role: 'reader' as const, scope, grants: [] })
  const [all, listed, byTag] = (['all', [app], { tags: [team] }] as const).map((scope) =>
    person('administrator', { scope: scope as Scope }),
  )
  for (const scope of [{ tags: [team] }, [app], []]) expect(mayGive(all!, rights(scope))).toBe(true)
  expect(mayGive(listed!, rights({ tags: [team] }))).toBe(false)
  expect(mayGive(byTag!, rights({ tags: [team] }))).toBe(true)
  expect(mayGive(byTag!, rights({ tags: [team, { key: 'stage', value: '' }] }))).toBe(false)
  expect(mayGive(byTag!, rights([app]))).toBe(false)
  expect(mayGive(byTag!, rights([]))).toBe(true)
  expect(mayGive(byTag!, rights('all'))).toBe(false)
})
