import type { Events } from './contract.ts'
import { Refused } from './errors.ts'
import { type InOrder, inOrder, type Page, Uncovered } from './in-order.ts'
import { type Numbered, numbered } from './numbered.ts'
import { type Addressed, type Conversation, conversationOf, nameOf } from './places.ts'

type Message = Addressed & { sequence: number | null; random: number; at: string }
type Notice = Pick<Events['user.noticed'], 'notice' | 'event' | 'content'>

/** Something that was said has become something else. */
interface Changed {
  change: number
  event: string
  content: unknown
}

interface ChangedMessage {
  change: number
  recalledAt?: string | null
  recalledBy?: string
}

interface Listed {
  conversation: Conversation
  /** Of the newest message. */
  sequence: number
  sinceSequence: number
  /** Of the newest change. */
  change: number
}

interface Followed {
  messages: InOrder<Message>
  changes: Numbered<Changed>
  /** Up to this change everything had become of the messages when the conversation was looked up. */
  changedBefore: number
}

interface Parts {
  userId: string
  call(command: string, input: unknown): Promise<unknown>
  emit(event: string, content: unknown): void
}

/** Clocks differ, and an answer may have been under way: how far back a list is asked for. */
const marginMs = 120_000
const pageLimit = 100
/** All conversations, not only those that lists show. */
const everBefore = '1970-01-01T00:00:00Z'
/** Messages said here that may still come back as events. */
const saidMax = 2_000

/** What the server tells, put right: messages, changes and notices each once and in order, and what was missed is asked for. */
export function createInbox({ userId, call, emit }: Parts) {
  const conversations = new Map<string, Followed>()
  /** Those that are being looked up. */
  const meeting = new Map<string, Promise<Followed>>()
  const said = new Set<string>()
  let notices: Numbered<Notice> | null = null
  let since: string | null = null

  const saidName = (conversation: Conversation, random: number) => `${nameOf(conversation)} ${random}`

  function follow(conversation: Conversation, heard: number, change: number): Followed {
    const followed = {
      messages: inOrder<Message>({
        heard,
        numberOf: ({ sequence }) => sequence!,
        load: (through) => loadMessages(conversation, through),
        deliver: (message) => deliver(conversation, message),
      }),
      changes: numbered<Changed>(change, {
        numberOf: (changed) => changed.change,
        load: (after) => loadChanges(conversation, after),
        deliver: ({ event, content }) => emit(event, content),
      }),
      changedBefore: change,
    }
    conversations.set(nameOf(conversation), followed)
    return followed
  }

  async function loadMessages(conversation: Conversation, through: number): Promise<Page<Message>> {
    const command = 'peerId' in conversation ? 'direct.messages' : 'message.list'
    const page = (await call(command, { ...conversation, through, limit: pageLimit })) as Page<Message>
    const place = 'peerId' in conversation ? {} : conversation
    return { ...page, messages: page.messages.map((message) => ({ ...place, ...message })) }
  }

  async function loadChanges(conversation: Conversation, after: number): Promise<{ items: Changed[]; reached: number }> {
    const command = 'peerId' in conversation ? 'direct.listChanges' : 'message.listChanges'
    const page = (await call(command, { ...conversation, after, limit: pageLimit })) as {
      messages: ChangedMessage[]
      reactions: { change: number }[]
      reached: number
    }
    const place = 'peerId' in conversation ? { userIds: [userId, conversation.peerId] } : conversation
    const changed = page.messages.map((message) => ({
      change: message.change,
      event: message.recalledAt ? 'message.recalled' : 'message.modified',
      content: message.recalledAt ? { ...place, messages: [message], operatorId: message.recalledBy ?? '' } : { ...place, ...message },
    }))
    const reacted = page.reactions.map((reactions) => ({
      change: reactions.change,
      event: 'message.reactionsChanged',
      content: { ...place, ...reactions },
    }))
    return { items: [...changed, ...reacted].sort((one, other) => one.change - other.change), reached: page.reached }
  }

  /** What this client said itself it does not hear. */
  function deliver(conversation: Conversation, message: Message): void {
    if (message.senderId === userId && said.delete(saidName(conversation, message.random))) return
    emit('message.sent', message)
  }

  async function takeMessage(message: Message): Promise<void> {
    const conversation = conversationOf(message, userId)
    if (message.sequence === null) return deliver(conversation, message)
    const { messages } = conversations.get(nameOf(conversation)) ?? (await meetOnce(conversation, message.sequence))
    messages.take(message)
    if (messages.hasHole) await messages.complete()
  }

  async function look(conversation: Conversation): Promise<Listed | null> {
    return ((await call('conversation.get', { conversations: [conversation] })) as { conversations: (Listed | null)[] }).conversations[0]!
  }

  function meetOnce(conversation: Conversation, sequence: number): Promise<Followed> {
    const name = nameOf(conversation)
    const known = meeting.get(name)
    if (known) return known
    const met = meet(conversation, sequence).finally(() => meeting.delete(name))
    meeting.set(name, met)
    return met
  }

  /** A conversation this client has not heard of. */
  async function meet(conversation: Conversation, sequence: number): Promise<Followed> {
    const { sinceSequence, change } = (await look(conversation)) ?? { sinceSequence: sequence - 1, change: 0 }
    return conversations.get(nameOf(conversation)) ?? follow(conversation, Math.min(sinceSequence, sequence - 1), change)
  }

  /** What was said between becoming a member and being heard as one was told to nobody here. */
  async function enter({ groupId }: { groupId: string }): Promise<void> {
    const found = await look({ groupId })
    if (!found) return
    conversations.get(nameOf({ groupId }))?.messages.passOver(found.sinceSequence)
    await catchUp(found, new Map(), false)
  }

  /** Whoever comes back hears what is said from then on, also in topics: their ids begin with that of their community. */
  function forget({ groupId }: { groupId: string }): void {
    for (const [name, { messages }] of conversations) {
      if (name === nameOf({ groupId }) || name.startsWith(`${nameOf({ groupId, topicId: groupId })}@`)) messages.forget()
    }
  }

  function tell(event: string, content: unknown): void {
    // A group of the same id would be another one.
    if (event === 'group.destroyed' || event === 'group.ended')
      conversations.delete(nameOf({ groupId: (content as { groupId: string }).groupId }))
    if (event === 'group.left') forget(content as { groupId: string })
    if (event === 'group.entered') enter(content as { groupId: string }).catch(() => {})
    if (event === 'topic.destroyed') {
      for (const topicId of (content as Events['topic.destroyed']).topicIds) conversations.delete(nameOf({ groupId: '', topicId }))
    }
    emit(event, content)
  }

  /**
   * Each change by itself, so that one that was missed is told between its neighbours. One from before the conversation was looked up may be of
   * a message that came before, too: it is told as it comes.
   */
  function takeChanges(event: string, content: Placed & ({ messages: { change: number }[] } | { change: number })): void {
    const place = placeOf(content, userId)
    const followed = place && conversations.get(nameOf(place))
    const take = (changed: Changed) => {
      if (!followed || changed.change <= followed.changedBefore) tell(event, changed.content)
      else followed.changes.take(changed)
    }
    if (!('messages' in content)) take({ change: content.change, event, content })
    else for (const message of content.messages) take({ change: message.change, event, content: { ...content, messages: [message] } })
  }

  async function listConversations(changedSince: string): Promise<Listed[]> {
    const listed: Listed[] = []
    for (let after: unknown = null; ; ) {
      const input = { limit: pageLimit, changedSince, ...(after !== null && { after }) }
      const page = (await call('conversation.list', input)) as { conversations: Listed[]; next: unknown }
      listed.push(...page.conversations)
      if (page.next === null) return listed
      after = page.next
    }
  }

  /** `heardBefore`: how far everything was heard when the list was asked for. */
  async function catchUp(
    { conversation, sequence, sinceSequence, change }: Listed,
    heardBefore: ReadonlyMap<string, number>,
    isFirst: boolean,
  ): Promise<void> {
    const known = conversations.get(nameOf(conversation))
    // Numbers that have fallen are those of another group under the same id.
    const isSame = known !== undefined && (heardBefore.get(nameOf(conversation)) ?? 0) <= sequence
    const { messages, changes } = isSame ? known : follow(conversation, isFirst ? sequence : Math.min(sinceSequence, sequence), change)
    messages.knows(sequence)
    await unlessRefused(messages.complete())
    await unlessRefused(changes.complete(change))
  }

  return {
    /** A message is about to be said here: its event is not news. */
    willSay(conversation: Conversation, random: number): void {
      said.add(saidName(conversation, random))
      if (said.size > saidMax) said.delete(said.values().next().value!)
    },

    take(event: string, content: unknown): void {
      // What is lost with the connection is asked for when it is back.
      if (event === 'message.sent') takeMessage(content as Message).catch(() => {})
      else if (event === 'user.noticed') notices?.take(content as Notice)
      else if (event === 'message.recalled') takeChanges(event, content as Placed & { messages: { change: number }[] })
      else if (event === 'message.modified' || event === 'message.reactionsChanged')
        takeChanges(event, content as Placed & { change: number })
      else tell(event, content)
    },

    beat({ notice: newest }: { notice: number }): void {
      notices?.complete(newest).catch(() => {})
      // Asking for what was missed may have been refused, when much was asked for at once.
      for (const { messages, changes } of conversations.values()) {
        messages.complete().catch(() => {})
        changes.complete(changes.newest).catch(() => {})
      }
    },

    /** After each sign-in: where everything stands, and from the second on what was missed. Rejects when the connection is lost over it. */
    async resume(opened: { now: string; notice: number }): Promise<void> {
      const changedSince = since === null ? everBefore : new Date(Date.parse(since) - marginMs).toISOString()
      // An account that was made anew begins to count anew.
      if (notices === null || opened.notice < notices.known) {
        notices = numbered<Notice>(opened.notice, {
          numberOf: ({ notice }) => notice,
          async load(after) {
            const page = (await call('userNotice.list', { after, limit: pageLimit })) as { notices: Notice[]; newest: number }
            return { items: page.notices, reached: page.notices.length < pageLimit ? page.newest : page.notices.at(-1)!.notice }
          },
          deliver: ({ event, content }) => tell(event, content),
        })
      }
      await notices.complete(opened.notice)
      const heardBefore = new Map([...conversations].map(([name, { messages }]) => [name, messages.heard]))
      for (const listed of await listConversations(changedSince)) await catchUp(listed, heardBefore, since === null)
      for (const { messages } of conversations.values()) if (messages.hasHole) await unlessRefused(messages.complete())
      since = opened.now
    },
  }
}

/** A conversation that the user is not in any more has nothing to say: that is no reason to do without the others. */
async function unlessRefused(work: Promise<void>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!(error instanceof Refused || error instanceof Uncovered)) throw error
  })
}

type Placed = { groupId?: string; topicId?: string; userIds?: [string, string] }

/** Which conversation an event about messages speaks of. */
function placeOf({ groupId, topicId, userIds }: Placed, userId: string): Conversation | null {
  if (userIds) return { peerId: userIds.find((id) => id !== userId) ?? userId }
  if (groupId === undefined) return null
  return topicId === undefined ? { groupId } : { groupId, topicId }
}
