import { expect, test } from 'vitest'
import { narrow, type Window } from './src/browser.ts'
import { look, stage } from './src/stage.ts'
import { press, settled } from './src/steps.ts'
import { whatIsWrong } from './src/what-is-wrong.ts'

const on = stage()

const paneOf = (page: Window, userId: string) => page.getByRole('region', { name: userId, exact: true })

async function say(page: Window, userId: string, text: string) {
  const field = page.getByRole('textbox', { name: `Message from ${userId}` })
  await field.fill(text)
  await field.press('Enter')
}

const sees = (page: Window, userId: string, text: string) =>
  page
    .getByRole('list', { name: `What ${userId} sees` })
    .getByText(text, { exact: true })
    .waitFor()

test('from a new app to a message that a second user sees: two test users talk to each other, in a group and in an audio-video group', async () => {
  const { app, page } = await on.ownerWithApp('Ana Reyes')
  await page.goto(`/apps/${app.sdkAppId}/try`)
  await settled(page)
  await press(page, 'Sign both in')
  await paneOf(page, 'alice').getByText('Online').waitFor()
  await paneOf(page, 'bob').getByText('Online').waitFor()
  await say(page, 'alice', 'Hello Bob')
  await sees(page, 'bob', 'Hello Bob')
  await say(page, 'bob', 'Hello Alice')
  await sees(page, 'alice', 'Hello Alice')
  await paneOf(page, 'bob').getByRole('button', { name: 'Like: Hello Bob' }).click()
  await paneOf(page, 'alice').getByRole('button', { name: 'like 1: Hello Bob' }).click()
  await paneOf(page, 'bob').getByRole('button', { name: 'like 2: Hello Bob', pressed: true }).waitFor()
  await look(page, 'try one-to-one')

  await page.getByText('Group', { exact: true }).click()
  await paneOf(page, 'alice').getByRole('button', { name: 'Create a test group' }).click()
  await paneOf(page, 'bob').getByRole('button', { name: 'Join the group' }).click()
  await say(page, 'bob', 'Roses')
  await sees(page, 'alice', 'Roses')
  await paneOf(page, 'alice').getByRole('button', { name: 'Pin: Roses' }).click()
  await page.getByRole('list', { name: 'Pinned for bob' }).getByText('Roses').waitFor()
  await look(page, 'try pinned')

  await press(page, 'Let 25 more join')
  await page.getByText('18 more joined.').waitFor({ timeout: 60_000 })
  await page.getByRole('alert').getByText('The group is full: at most 20 members.').waitFor({ timeout: 60_000 })
  expect(await whatIsWrong(page)).toEqual([])
  await look(page, 'try full group')

  await page.getByText('Audio-video group', { exact: true }).click()
  await paneOf(page, 'bob').getByRole('button', { name: 'Create a test group' }).click()
  await paneOf(page, 'alice').getByRole('button', { name: 'Join the group' }).click()
  await say(page, 'alice', 'Live now')
  await sees(page, 'bob', 'Live now')

  await paneOf(page, 'bob').getByRole('button', { name: 'Sign out' }).click()
  await paneOf(page, 'bob').getByRole('button', { name: 'Sign in' }).waitFor()
})

test('on a phone the two stand below each other', async () => {
  const { app, page: phone } = await on.ownerWithApp('Ben Okafor', { viewport: narrow, hasTouch: true, colorScheme: 'dark' })
  await phone.goto(`/apps/${app.sdkAppId}/try`)
  await settled(phone)
  await press(phone, 'Sign both in')
  await paneOf(phone, 'bob').getByText('Online').waitFor()
  await say(phone, 'alice', 'Small')
  await sees(phone, 'bob', 'Small')
  await paneOf(phone, 'bob').getByRole('button', { name: 'Like: Small' }).click()
  await paneOf(phone, 'alice').getByRole('button', { name: 'like 1: Small' }).waitFor()
  expect(await whatIsWrong(phone)).toEqual([])
  await look(phone, 'try narrow')
})
