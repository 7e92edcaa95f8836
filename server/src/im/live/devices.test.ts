import { bookOf, builtInPriceBooks, limitsAt } from '@plenum/billing'
import { type AppSettings, type Platform, settingsAtFirst } from '@plenum/contract'
import { expect, test } from 'vitest'
import { decideReplaced, deviceRules } from './devices.ts'

const all: Platform[] = ['iPhone', 'Android', 'iPad', 'PC', 'Mac', 'Linux', 'Web']
const online = (...platforms: Platform[]) => platforms.map((platform, index) => ({ platform, index }))
const rules = (policy: AppSettings['loginPolicy'], { webMax = 1, perPlatformMax = 1 } = {}) => ({ policy, webMax, perPlatformMax })
const goes = (policy: AppSettings['loginPolicy'], newcomer: Platform) =>
  all.filter((platform) => decideReplaced(rules(policy), newcomer, online(platform)).length > 0)

test('single: whoever comes stays alone', () => {
  for (const newcomer of all) expect(goes('single', newcomer)).toEqual(all)
})

test('dual: one device, and the web beside it', () => {
  const devices = all.filter((platform) => platform !== 'Web')
  for (const newcomer of devices) expect(goes('dual', newcomer)).toEqual(devices)
  expect(goes('dual', 'Web')).toEqual(['Web'])
})

test('triple: a phone or tablet, a computer, and the web', () => {
  for (const newcomer of ['iPhone', 'Android', 'iPad'] as const) expect(goes('triple', newcomer)).toEqual(['iPhone', 'Android', 'iPad'])
  for (const newcomer of ['PC', 'Mac', 'Linux'] as const) expect(goes('triple', newcomer)).toEqual(['PC', 'Mac', 'Linux'])
  expect(goes('triple', 'Web')).toEqual(['Web'])
})

test('multi: every platform together, each for itself', () => {
  for (const newcomer of all) expect(goes('multi', newcomer)).toEqual([newcomer])
})

test('of pages, and of devices of one platform, as many stay as may be: the oldest go', () => {
  const pages = online('Web', 'PC', 'Web', 'Web')
  expect(decideReplaced(rules('dual', { webMax: 3 }), 'Web', pages)).toEqual([pages[0]])
  expect(decideReplaced(rules('dual', { webMax: 1 }), 'Web', pages)).toEqual([pages[0], pages[2], pages[3]])
  const phones = online('iPhone', 'Android', 'iPhone', 'iPhone')
  expect(decideReplaced(rules('multi', { perPlatformMax: 3 }), 'iPhone', phones)).toEqual([phones[0]])
  expect(decideReplaced(rules('multi', { perPlatformMax: 4 }), 'iPhone', phones)).toEqual([])
})

test('what was set on Ultimate has no effect below it, and several devices of a platform are for multi', () => {
  const limitsOf = (edition: 'pro' | 'ultimate') =>
    limitsAt(
      { edition, unlimitedAvGroups: false, groupsPerUser: 1000, membersPerGroup: 2000, historyDays: 30 },
      bookOf(builtInPriceBooks, '2022-11-10'),
    )
  const settings: AppSettings = { ...settingsAtFirst, loginPolicy: 'multi', webInstancesMax: 10, devicesPerPlatformMax: 3 }
  expect(deviceRules(settings, limitsOf('ultimate'))).toEqual(rules('multi', { webMax: 10, perPlatformMax: 3 }))
  expect(deviceRules(settings, limitsOf('pro'))).toEqual(rules('multi'))
  expect(deviceRules({ ...settings, loginPolicy: 'triple' }, limitsOf('ultimate'))).toEqual(rules('triple', { webMax: 10 }))
})
