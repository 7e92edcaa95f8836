import { expect } from 'vitest'
import { type AppDriver, ok as done, type V4Answer } from '../../app-driver.ts'
import { text } from '../../message-bodies.ts'

export const ok = { ...done, ErrorDisplay: '' }
export const withUser = (To_Account: string) => ({ Type: 1, To_Account })
export const withGroup = (ToGroupId: string) => ({ Type: 2, ToGroupId })
export const ben = withUser('ben')
export const cy = withUser('cy')
/** Of get_list: the first page, with everything that can be asked for. */
export const start = { TimeStamp: 0, StartIndex: 0, TopTimeStamp: 0, TopStartIndex: 0, AssistFlags: 7 }

/** The conversations of users, as the server of their app lists, marks and groups them. */
export function driveContacts(app: () => AppDriver) {
  let users = 0
  let said = 0
  const call = (command: string, body: object, of = app()) => of.v4(`recentcontact/${command}`, body)

  /** Every page, as a client asks that goes on until it is told that all is there. */
  async function everything(From_Account: string, of = app()) {
    const pages: V4Answer[] = []
    let body = start
    do {
      const answer = await call('get_list', { From_Account, ...body }, of)
      expect(answer.ErrorCode).toBe(0)
      pages.push(answer)
      const { TimeStamp, StartIndex, TopTimeStamp, TopStartIndex } = answer
      body = { ...start, TimeStamp, StartIndex, TopTimeStamp, TopStartIndex }
    } while (pages.at(-1)!.CompleteFlag === 0)
    return { pages, items: pages.flatMap(({ SessionItem }) => SessionItem), end: body }
  }

  return {
    call,
    everything,
    /** With whom, and in which groups, the conversations of a user are. */
    names: async (userId: string, of = app()) =>
      (await everything(userId, of)).items.map(
        ({ To_Account, GroupId }: { To_Account?: string; GroupId?: string }) => To_Account ?? GroupId,
      ),
    async sayToGroup(GroupId: string, more: object = {}, of = app()) {
      await of.ok('group_open_http_svc/send_group_msg', { GroupId, Random: ++said, MsgBody: text('hi'), ...more })
    },
    async sayTo(To_Account: string, From_Account: string, more: object = {}, of = app()) {
      await of.ok('openim/sendmsg', { From_Account, To_Account, MsgSeq: ++said, MsgRandom: ++said, MsgBody: text('hi'), ...more })
    },
    /** Someone without marks and groups. */
    async newUser(of = app()) {
      const userId = `user${++users}`
      await of.importUsers([userId])
      return userId
    },
    mark: (From_Account: string, item: object, of = app()) => call('mark_contact', { From_Account, MarkItem: [item] }, of),
    all: (From_Account: string, of = app()) => call('get_contact_group', { From_Account, StartIndex: 0 }, of),
    find: (From_Account: string, ContactItem: object[], of = app()) => call('search_contact_group', { From_Account, ContactItem }, of),
  }
}
