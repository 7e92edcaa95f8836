import type { Message } from '@plenum/contract'
import { expect, test } from 'vitest'
import { type OfPriority, openGroupGate } from './group-gate.ts'

function open(ofPriority: OfPriority = {}) {
  let now = 0
  const gate = openGroupGate(() => now)
  return {
    moveTo: (ms: number) => {
      now = ms
    },
    giveBack: (count: number) => {
      for (let left = count; left > 0; left--) gate.giveBack('g', 'Normal')
    },
    /** How many of those that come pass. */
    come(count: number, priority: Message['priority'] = 'Normal', group = 'g') {
      return Array.from({ length: count }, () => gate.mayPass(group, priority, 40, ofPriority)).filter(Boolean).length
    },
  }
}

test('of one priority 40 a second pass, in each group for itself', () => {
  const gate = open()
  expect(gate.come(50)).toBe(40)
  expect(gate.come(50, 'Normal', 'other')).toBe(40)
  gate.moveTo(999)
  expect(gate.come(1)).toBe(0)
  gate.moveTo(1000)
  expect(gate.come(50)).toBe(40)
})

test('even of the highest priority no more than 40 pass', () => {
  const gate = open()
  expect(gate.come(60, 'High')).toBe(40)
  gate.moveTo(1000)
  expect(gate.come(60, 'High')).toBe(40)
})

test('under lasting load the higher priority goes first, though the lower ones come before it', () => {
  const gate = open()
  gate.come(60, 'Low')
  expect(gate.come(30, 'High')).toBe(0)
  gate.moveTo(1000)
  expect([gate.come(60, 'Low'), gate.come(30, 'High')]).toEqual([10, 30])
  gate.moveTo(2000)
  expect([gate.come(60, 'Lowest'), gate.come(5, 'Normal'), gate.come(30, 'High')]).toEqual([0, 5, 30])
})

test('of a priority that has a number of its own no more pass, and no more places are held for it', () => {
  const gate = open({ High: 10 })
  expect([gate.come(60, 'High'), gate.come(20, 'Low')]).toEqual([10, 20])
  gate.moveTo(1000)
  expect([gate.come(60, 'Low'), gate.come(60, 'High')]).toEqual([30, 10])
})

test('no place stays empty for those who have come already', () => {
  const gate = open()
  gate.come(30, 'High')
  gate.moveTo(1000)
  expect([gate.come(30, 'High'), gate.come(20, 'Low')]).toEqual([30, 10])
})

test('after a quiet second no place is held', () => {
  const gate = open()
  gate.come(40, 'High')
  gate.moveTo(2000)
  expect(gate.come(50, 'Low')).toBe(40)
})

test('after a second in which all could pass no place is held', () => {
  const gate = open()
  expect(gate.come(40, 'High')).toBe(40)
  gate.moveTo(1000)
  expect(gate.come(50)).toBe(40)
})

test('places held for those who do not come are given free in the course of the second', () => {
  const gate = open()
  gate.come(60, 'High')
  gate.moveTo(1000)
  expect(gate.come(5)).toBe(0)
  gate.moveTo(1500)
  expect(gate.come(50)).toBe(10)
  gate.moveTo(1999)
  expect(gate.come(50)).toBe(29)
})

test('the places of those who prove to be strangers are free again, in this second only', () => {
  const gate = open()
  expect(gate.come(50)).toBe(40)
  gate.giveBack(10)
  expect(gate.come(50)).toBe(10)
  gate.moveTo(1000)
  gate.giveBack(10)
  expect(gate.come(50)).toBe(40)
})
