import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { installPacked } from '../sdk/test/packed.ts'
import { stage } from './src/stage.ts'

const on = stage()

let packed: Awaited<ReturnType<typeof installPacked>>
let somebody: { server: Server; url: string }

beforeAll(async () => {
  packed = await installPacked()
  somebody = await serve(packed.installed)
})
afterAll(async () => {
  somebody?.server.close()
  await packed?.remove()
})

test('two pages of somebody else load the published module without a bundler and talk to each other', async () => {
  const { app } = await on.ownerWithApp('Ana Reyes')
  await app.importUsers(['ann', 'ben'])
  const signedIn = async (userId: string, peerId: string) => {
    const page = await on.window()
    const who = { url: on.plenum.url, sdkAppId: String(app.sdkAppId), userId, peerId, userSig: app.userSig(userId) }
    await page.goto(`${somebody.url}/?${new URLSearchParams(who)}`)
    await page.getByText('Online').waitFor()
    return {
      hears: (text: string) => page.getByText(text, { exact: true }).waitFor(),
      async says(text: string) {
        await page.getByRole('textbox').fill(text)
        await page.getByRole('textbox').press('Enter')
      },
    }
  }
  const ann = await signedIn('ann', 'ben')
  const ben = await signedIn('ben', 'ann')
  await ann.says('Hello Ben')
  await ben.hears('ann: Hello Ben')
  await ben.says('Hello Ann')
  await ann.hears('ben: Hello Ann')
  expect(new URL(somebody.url).origin).not.toBe(new URL(on.plenum.url).origin)
})

const page = `<!doctype html>
<html lang="en">
<title>Somebody's page</title>
<link rel="icon" href="data:," />
<p id="state"></p>
<form><input aria-label="Message" /></form>
<ol></ol>
<script type="module">
  import { connect } from './plenum/index.js'

  const { url, sdkAppId, userId, peerId, userSig } = Object.fromEntries(new URLSearchParams(location.search))
  const plenum = await connect({ url, sdkAppId: Number(sdkAppId), userId, userSig })
  plenum.on('message.sent', ({ senderId, body }) => {
    document.querySelector('ol').append(Object.assign(document.createElement('li'), { textContent: senderId + ': ' + body[0].MsgContent.Text }))
  })
  document.querySelector('form').addEventListener('submit', async (event) => {
    event.preventDefault()
    await plenum.send({ peerId, body: [{ MsgType: 'TIMTextElem', MsgContent: { Text: document.querySelector('input').value } }] })
  })
  document.querySelector('#state').textContent = 'Online'
</script>
</html>`

/** A page, and the package's files as they lie in its folder. */
async function serve(folder: string) {
  const server = createServer(async (request, response) => {
    const name = /^\/plenum\/([\w-]+\.js)$/.exec(request.url ?? '')?.[1]
    response.setHeader('content-type', name ? 'text/javascript' : 'text/html')
    response.end(name ? await readFile(join(folder, name)) : page)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}
