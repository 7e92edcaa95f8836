import { AppDriver } from '../../server/test/app-driver.ts'
import { openConnection } from './keep-alive.ts'
import type { RunningPlenum } from './plenum.ts'
import type { Way } from './way.ts'

export const groups = 256
export const users = 100
export const said = [{ MsgType: 'TIMTextElem' as const, MsgContent: { Text: 'The roses by the east wall are in flower since Tuesday.' } }]
const saidText = JSON.stringify(said)

/** An app without bounds that matter, with users and groups to speak in. */
export async function createMessageApp(plenum: RunningPlenum): Promise<AppDriver> {
  const { sdkAppId, name } = await plenum.operator.call('app.create', { name: 'Messages' })
  const { keys } = await plenum.operator.call('key.reveal', { sdkAppId })
  const app = new AppDriver({ sdkAppId, name, key: keys[0]!.secretKey }, plenum.operator, () => new Date())
  await app.upgrade({ edition: 'ultimate' })
  await plenum.operator.call('app.setRates', { sdkAppId, rates: { default: 1_000_000, messagesPerGroup: 1_000_000 } })
  await app.importUsers(Array.from({ length: users }, (_, number) => `user_${number}`))
  for (let number = 0; number < groups; number++) await app.createGroup({ GroupId: `group_${number}` })
  return app
}

interface Door {
  what: string
  port: number
  command?: string
  groupOf?: (number: number) => string
  /** Part of the answer. */
  expected?: string
}

/** The app's own server, over connections that stay open. */
export function throughDoor(app: AppDriver, { what, port, command = 'send_group_msg', groupOf, expected = '"ErrorCode":0' }: Door): Way {
  const query = `sdkappid=${app.sdkAppId}&identifier=administrator&usersig=${encodeURIComponent(app.userSig())}&random=731&contenttype=json`
  const path = `/v4/group_open_http_svc/${command}?${query}`
  const nameOf = groupOf ?? ((number: number) => `group_${number % groups}`)
  return {
    what,
    async open(inFlight) {
      const connections = await Promise.all(Array.from({ length: inFlight }, () => openConnection(port)))
      return {
        says: connections.map((connection) => async (number) => {
          const body = `{"GroupId":"${nameOf(number)}","From_Account":"user_${number % users}","Random":${number},"MsgBody":${saidText}}`
          const answer = await connection.post(path, body)
          if (!answer.includes(expected)) throw new Error(answer)
        }),
        close: () => {
          for (const connection of connections) connection.close()
        },
      }
    },
  }
}
