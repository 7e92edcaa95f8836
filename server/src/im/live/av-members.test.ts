import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createAvMembers } from './av-members.ts'

const userIds = ['ann', 'ben', 'cy', 'dan', 'eve']
const step = fc.record({
  what: fc.constantFrom('join', 'join', 'leave'),
  userId: fc.constantFrom(...userIds),
  connection: fc.constantFrom(1, 2),
  afterMs: fc.constantFrom(0, 0, 1, 1000),
})

test('whoever comes and goes, those in the group stand in the order in which they came', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const members = createAvMembers<number>()
      let expected: { userId: string; connections: Set<number>; joinedAt: Date }[] = []
      let at = new Date('2022-11-10T06:20:00Z')
      for (const { what, userId, connection, afterMs } of steps) {
        at = new Date(at.getTime() + afterMs)
        const known = expected.find((member) => member.userId === userId)
        if (what === 'join') {
          members.join(userId, connection, at)
          if (known) known.connections.add(connection)
          else expected.push({ userId, connections: new Set([connection]), joinedAt: at })
        } else {
          members.leave(userId, connection)
          known?.connections.delete(connection)
          expected = expected.filter(({ connections }) => connections.size > 0)
        }
      }
      const newest = members.newest(100)
      expect(newest.map(({ userId, joinedAt }) => ({ userId, joinedAt }))).toEqual(
        expected.map(({ userId, joinedAt }) => ({ userId, joinedAt })).reverse(),
      )
      expect(members.newest(2)).toEqual(newest.slice(0, 2))
      expect(members.size).toBe(expected.length)
      const numbers = newest.map(({ number }) => number)
      expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => b - a))
      for (const userId of userIds) expect(members.find(userId)?.userId).toBe(expected.find((member) => member.userId === userId)?.userId)
    }),
  )
})
