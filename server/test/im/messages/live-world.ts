import type { EventContent } from '@plenum/contract'
import type { AppDriver } from '../../app-driver.ts'
import { LiveClient } from '../../live-client.ts'

let random = 0

/** What a text message needs. */
export const words = (text = 'hi') => ({ random: ++random, body: [{ MsgType: 'TIMTextElem' as const, MsgContent: { Text: text } }] })

export const textOf = ({ body }: Pick<EventContent<'message.sent'>, 'body'>) =>
  body.map(({ MsgContent }) => (MsgContent as { Text?: string }).Text).join('')

/** Users of an app at the live door; whoever is opened here is closed by `close`. */
export function driveLive(app: () => AppDriver) {
  const open: LiveClient[] = []
  let users = 0
  return {
    async signIn(userId: string, more: Parameters<typeof LiveClient.signIn>[2] = {}): Promise<LiveClient> {
      const client = await LiveClient.signIn(app(), userId, more)
      open.push(client)
      return client
    },
    /** Names nobody has had before; signing in makes their accounts. */
    names: (...prefixes: string[]) => prefixes.map((prefix) => `${prefix}${++users}`),
    async group(ownerId: string, memberIds: string[], more: Record<string, unknown> = {}): Promise<string> {
      await app().importUsers([ownerId, ...memberIds])
      return app().createGroup({
        Owner_Account: ownerId,
        MemberList: memberIds.map((Member_Account) => ({ Member_Account })),
        ...more,
      })
    },
    set: (settings: Record<string, unknown>) => app().owner.call('settings.set', { sdkAppId: app().sdkAppId, settings }),
    async close(): Promise<void> {
      for (const client of open.splice(0)) await client.close()
    },
  }
}
