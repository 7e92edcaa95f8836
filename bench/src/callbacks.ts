import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { CallbackName } from '@plenum/contract'
import type { AppDriver } from '../../server/test/app-driver.ts'
import { createMessageApp, groups, throughDoor } from './message-app.ts'
import { withPlenum } from './plenum.ts'
import { quantile } from './quantile.ts'
import type { Figure } from './table.ts'
import { measure } from './way.ts'

const inFlight = 16
const stretchMs = 8_000

/** What callbacks of an app cost others, and itself. */
export function callbacksFigure(): Promise<Figure> {
  return withPlenum(
    async (plenum) => {
      const [app, other] = [await createMessageApp(plenum), await createMessageApp(plenum)]
      const hanging = await receiver(() => {})
      const quick = await receiver((answer) => answer('{"ActionStatus":"OK","ErrorCode":0,"ErrorInfo":""}'))
      const door = throughDoor(app, { what: `${groups} groups`, port: plenum.port })
      const others = throughDoor(other, { what: `${groups} groups of another app`, port: plenum.port })
      const set = (of: AppDriver, url: string, commands: CallbackName[]) =>
        of.owner.call('callback.set', { sdkAppId: of.sdkAppId, url, commands })
      const timed = async () => told((await measure(door, inFlight, stretchMs)).times)
      const besideOther = async () => {
        const beside = measure(others, inFlight, stretchMs)
        const times = await timed()
        await beside
        return times
      }

      await measure(door, inFlight, 2_000)
      const alone = await timed()
      const beside = await besideOther()
      await set(other, hanging.url, ['Group.CallbackBeforeSendMsg', 'Group.CallbackAfterSendMsg'])
      const besideHanging = await besideOther()
      await set(app, quick.url, ['Group.CallbackAfterSendMsg'])
      const withAfter = await timed()
      await set(app, quick.url, ['Group.CallbackBeforeSendMsg'])
      const withBefore = await timed()
      hanging.close()
      quick.close()
      return {
        title: 'Messages of an app while the receiver of another app’s callbacks hangs, and with callbacks of its own',
        how: `send_group_msg through HTTP with UserSig, ${inFlight} in flight for each app; receivers on this machine`,
        rows: [
          { what: 'alone', value: alone },
          { what: 'beside another app without callbacks', value: beside },
          { what: 'beside another app whose receiver hangs', value: besideHanging },
          { what: 'with an own callback after', value: withAfter },
          { what: 'with an own callback before', value: withBefore },
        ],
      }
    },
    { PLENUM_WEBHOOK_PRIVATE: 'on' },
  )
}

async function receiver(reply: (answer: (body: string) => void) => void) {
  const server = createServer((request, response) => {
    request.resume().on('end', () => reply((body) => response.end(body)))
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

const told = (times: number[]) =>
  `${times.length.toLocaleString('en')} messages, p50 ${quantile(times, 0.5).toFixed(1)}  p99 ${quantile(times, 0.99).toFixed(1)} ms`
