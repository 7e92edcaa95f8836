import { type GroupType, groupTypes } from '@plenum/contract'
import { describe, expect, test } from 'vitest'
import {
  type Action,
  may,
  mayActOn,
  mayInvite,
  mayJoin,
  type Role,
  rightsToInvite,
  rightsToJoin,
  rightsToLeave,
  rightsToRemove,
  type Standing,
} from './permissions.ts'

const standings: Standing[] = ['Owner', 'Admin', 'Member', null]
const letters = (allowed: Standing[]) => allowed.map((standing) => standing?.[0] ?? 'N').join('')

/** groups.md 3, written a second time: O owner, A admin, M member; in the order of the types. */
const matrix: Record<Action, string> = {
  changeProfile: 'OAM OA OA O OA',
  changeSettings: 'O OA OA O OA',
  muteAll: '- OA OA O OA',
  muteMembers: '- OA OA O OA',
  removeMembers: 'O OA OA - OA',
  banMembers: '- - - O -',
  nameMembers: 'O OA OA - OA',
  answerApplications: 'O OA OA - OA',
  appointAdmins: '- O O - O',
  transfer: 'O O O - O',
  destroy: '- O O O O',
  manageTopics: '- - - - OA',
  pinMessages: 'OAM OA OA - OA',
  seeMembers: 'OAM OAM OAM OAM OAM',
}

describe.each(Object.entries(matrix) as [Action, string][])('%s', (action, row) => {
  // A Work group has no admins: what one might do there is not said.
  const told = (type: GroupType) => standings.filter((standing) => type !== 'Work' || standing !== 'Admin' || row.startsWith('OAM'))
  test.each(groupTypes.map((type, index) => [type, row.split(' ')[index]!] as const))('in %s groups: %s', (type, allowed) => {
    expect(letters(told(type).filter((standing) => may(standing, action, type))) || '-').toBe(allowed)
  })

  test('never on somebody of the same or a higher role', () => {
    for (const type of groupTypes) {
      const pairs = standings.flatMap((actor) => standings.map((target) => ({ actor, target })))
      const allowed = pairs.filter(({ actor, target }) => mayActOn(actor, target, action, type))
      for (const { actor, target } of allowed) expect(standings.indexOf(actor)).toBeLessThan(standings.indexOf(target))
      const lower = pairs.filter(({ actor, target }) => standings.indexOf(actor) < standings.indexOf(target) && may(actor, action, type))
      expect(allowed).toEqual(lower)
    }
  })
})

test('members invite while nobody is to be asked; owner and admins also where they are the ones to be asked; nobody where it is off', () => {
  for (const type of groupTypes.filter((one) => one !== 'AVChatRoom')) {
    const whoWith = (option: string) => letters(standings.filter((standing) => mayInvite(standing, option, type)))
    expect(whoWith('FreeAccess')).toBe('OAM')
    expect(whoWith('NeedPermission')).toMatch(/^OA?$/)
    expect(whoWith('DisableInvite')).toBe('')
  }
  expect(standings.some((standing) => mayInvite(standing, 'FreeAccess', 'AVChatRoom'))).toBe(false)
})

test('strangers come in where access is free, and never into Work groups', () => {
  const openTypes = (option: string) => groupTypes.filter((type) => mayJoin(option, type))
  expect(openTypes('FreeAccess')).toEqual(['Public', 'Meeting', 'Community'])
  expect(openTypes('NeedPermission')).toEqual([])
  expect(openTypes('DisableApply')).toEqual([])
})

test('what the statements are given is what the rules say', () => {
  const nameOf = (standing: Standing) => standing ?? 'NotMember'
  for (const type of groupTypes) {
    for (const standing of standings) {
      for (const target of ['Owner', 'Admin', 'Member'] as Role[]) {
        expect(rightsToRemove[type]?.[nameOf(standing)]?.includes(target) ?? false).toBe(mayActOn(standing, target, 'removeMembers', type))
        expect(rightsToLeave[type]?.[nameOf(standing)]?.includes(target) ?? false).toBe(standing === target)
      }
      for (const option of ['FreeAccess', 'NeedPermission', 'DisableInvite'] as const) {
        expect(rightsToInvite[type]?.[nameOf(standing)]?.includes(option) ?? false).toBe(mayInvite(standing, option, type))
      }
      for (const option of ['FreeAccess', 'NeedPermission', 'DisableApply'] as const) {
        const isIn = standing !== null && type !== 'AVChatRoom'
        expect(rightsToJoin[type]?.[nameOf(standing)]?.includes(option) ?? false).toBe(isIn || mayJoin(option, type))
      }
    }
  }
})
