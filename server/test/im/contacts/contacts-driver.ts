import { type AppDriver, ok as done } from '../../app-driver.ts'

export const ok = { ...done, ErrorDisplay: '' }
export const withUser = (To_Account: string) => ({ Type: 1, To_Account })
export const withGroup = (ToGroupId: string) => ({ Type: 2, ToGroupId })
export const ben = withUser('ben')
export const cy = withUser('cy')

/** The conversations of users, as the server of their app lists, marks and groups them. */
export function driveContacts(app: () => AppDriver) {
  let users = 0
  const call = (command: string, body: object, of = app()) => of.v4(`recentcontact/${command}`, body)

  return {
    call,
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
