import { expect, test } from 'vitest'
import { createInbox } from '../src/inbox.ts'

const place = { groupId: 'g' }
const said = (sequence: number) => ({ ...place, sequence, random: sequence, senderId: 'ben', at: '2022-11-10T06:20:00Z' })
const recalled = (sequence: number, change: number) => ({ ...place, operatorId: 'ben', messages: [{ sequence, change }] })
const turn = () => new Promise(setImmediate)

/** An inbox whose calls are answered by hand. */
function play() {
  const told: string[] = []
  const asked: { command: string; answer(output: unknown): void; fail(): void }[] = []
  const inbox = createInbox({
    userId: 'ann',
    call: (command) => new Promise((resolve, reject) => asked.push({ command, answer: resolve, fail: () => reject(new Error('refused')) })),
    emit: (event, content) => told.push(`${event} ${(content as { sequence?: number }).sequence ?? ''}`.trim()),
  })
  return { inbox, told, asked }
}

test('a message taken back while its conversation is looked up is told to be, although the look already counted that', async () => {
  const { inbox, told, asked } = play()
  inbox.take('message.sent', said(1))
  asked[0]!.answer({ conversations: [{ conversation: place, sequence: 1, sinceSequence: 0, change: 1 }] })
  await turn()
  inbox.take('message.recalled', recalled(1, 1))
  expect(told).toEqual(['message.sent 1', 'message.recalled'])
})

test('what became of messages and could not be asked for is asked for again with the next beat', async () => {
  const { inbox, told, asked } = play()
  inbox.take('message.sent', said(1))
  asked[0]!.answer({ conversations: [{ conversation: place, sequence: 1, sinceSequence: 0, change: 0 }] })
  await turn()
  inbox.take('message.recalled', recalled(1, 2))
  expect(asked[1]!.command).toBe('message.listChanges')
  asked[1]!.fail()
  await turn()
  inbox.beat({ notice: 0 })
  asked[2]!.answer({ messages: [{ sequence: 1, change: 2, recalledAt: 'then' }], reactions: [], reached: 2 })
  await turn()
  expect(told).toEqual(['message.sent 1', 'message.recalled'])
})

test('what waited in a group and in a topic when the user left is not told after coming back', async () => {
  const [groupId, topicId] = ['@TGS#_a', '@TGS#_a@TOPIC#_b']
  const { inbox, told, asked } = play()
  const places = [{ groupId }, { groupId, topicId }]
  for (const [index, conversation] of places.entries()) {
    inbox.take('message.sent', { ...said(5), ...conversation })
    asked[index * 2]!.answer({ conversations: [{ conversation, sequence: 5, sinceSequence: 3, change: 0 }] })
    await turn()
  }
  inbox.take('group.left', { groupId })
  for (const { command, answer } of asked.splice(0)) {
    if (command === 'message.list') answer({ messages: [said(4)], coveredFrom: 1, coveredTo: 4 })
  }
  await turn()
  for (const { command, answer } of asked.splice(0)) {
    if (command === 'message.list') answer({ messages: [], coveredFrom: 1, coveredTo: 5 })
  }
  await turn()
  expect(told).toEqual(['group.left'])
})
