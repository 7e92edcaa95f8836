import { expect, test } from 'vitest'
import { look, stage } from './src/stage.ts'
import { press, reads } from './src/steps.ts'

const on = stage()

test('a UserSig is made for 180 days, copied and verified, and one that does not hold is explained', async () => {
  const { app, page } = await on.ownerWithApp('Ana Reyes', { permissions: ['clipboard-read', 'clipboard-write'] })
  await page.goto(`/apps/${app.sdkAppId}/auxiliary-tools/usersig`)
  const [generate, verify] = [page.getByRole('region', { name: 'Generate UserSig' }), page.getByRole('region', { name: 'Verify UserSig' })]
  await generate.getByLabel('UserID').fill('ann')
  await press(generate, 'Generate UserSig')
  await reads(generate, 'For ann, until 9 May 2023')
  await press(generate, 'Copy UserSig')
  const userSig = (await page.evaluate('navigator.clipboard.readText()')) as string

  await verify.getByLabel('UserID').fill('ann')
  await verify.getByLabel('UserSig').fill(userSig)
  await press(verify, 'Verify')
  await reads(verify, 'It holds.', '180 days')
  await verify.getByLabel('UserID').fill('ben')
  await press(verify, 'Verify')
  await reads(verify, 'The UserSig was made for another UserID.', '70013')
  await look(page, 'usersig-tools')
  expect(userSig).toMatch(/^eJ/)
})

test('the status of a user is shown, and that there is no such user', async () => {
  const { app, page } = await on.ownerWithApp('Ben Okoye')
  await app.importUsers(['ann'])
  await page.goto(`/apps/${app.sdkAppId}/auxiliary-tools/push-message`)
  await page.getByLabel('UserID').fill('ann')
  await press(page, 'Get status')
  await reads(page, 'Offline')
  await page.getByLabel('UserID').fill('nobody')
  await press(page, 'Get status')
  await reads(page, 'The account nobody does not exist.')
})
