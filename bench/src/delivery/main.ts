import { AppDriver } from '../../../server/test/app-driver.ts'
import { Client } from '../../../server/test/client.ts'
import { checkDelivery } from './check.ts'

/** `script/check-delivery URL SDKAPPID [SECONDS] [USERS]`: does a running installation lose, double or misplace messages? */
const [url, id, seconds = '60', users = '30'] = process.argv.slice(2)
const key = process.env.PLENUM_APP_KEY
if (!url || !id || !key) {
  console.error(`script/check-delivery URL SDKAPPID [SECONDS] [USERS]

Test users (check-...) sign in to the app, talk in groups of their own and break their connections; at the end everything that was stored must
have been heard, once and in order. They stay as accounts of the app, so take an app made for it, on Pro or Ultimate. The app's secret key
is read from PLENUM_APP_KEY.`)
  process.exit(2)
}

const app = new AppDriver({ sdkAppId: Number(id), name: '', key }, new Client(url.replace(/\/+$/, '')), () => new Date())
const { verdict, ...counts } = await checkDelivery({
  app,
  users: Number(users),
  groups: Math.max(2, Math.round(Number(users) / 6)),
  seconds: Number(seconds),
  onProgress: (text) => console.error(text),
})
console.log(
  JSON.stringify({
    ...counts,
    lost: verdict.lost.length,
    doubled: verdict.doubled.length,
    disordered: verdict.disordered.length,
    strange: verdict.strange.length,
  }),
)
const wrong = Object.entries(verdict).flatMap(([kind, found]) => (found as string[]).map((one) => `${kind}: ${one}`))
for (const one of wrong.slice(0, 20)) console.log(one)
process.exit(wrong.length === 0 ? 0 : 1)
