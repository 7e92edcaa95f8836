import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import type { AppDriver } from '../server/test/app-driver.ts'
import { narrow } from './src/browser.ts'
import { look, stage } from './src/stage.ts'
import { eventually, openApp, press, reads, settled } from './src/steps.ts'
import { whatIsWrong } from './src/what-is-wrong.ts'

const on = stage()
let random = 0
const said = () => ({ Random: ++random, MsgRandom: random, MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'hi' } }] })

async function speak(app: AppDriver, { direct, group, audioVideo }: Record<'direct' | 'group' | 'audioVideo', number>) {
  const groupId = await app.createGroup({ Owner_Account: 'ann' })
  const live = await app.createGroup({ Type: 'AVChatRoom', Owner_Account: 'ann' })
  const toGroup = (GroupId: string) => app.ok('group_open_http_svc/send_group_msg', { GroupId, From_Account: 'ann', ...said() })
  for (let count = 0; count < direct; count++) await app.ok('openim/sendmsg', { From_Account: 'ann', To_Account: 'ben', ...said() })
  for (let count = 0; count < group; count++) await toGroup(groupId)
  for (let count = 0; count < audioVideo; count++) await toGroup(live)
}

test('Daily Statistics shows today as it goes and each day before, with its change, and exports what it shows', async () => {
  const { app, page } = await on.ownerWithApp('Dana Stats')
  await app.upgrade({ edition: 'pro' })
  await app.importUsers(['ann', 'ben'])
  await on.plenum.sql`insert into app_days (app_id, day, dau, peak_groups) values (${app.sdkAppId}, '2022-11-10', 10001, 2)`
  await speak(app, { direct: 3, group: 5, audioVideo: 1 })
  await on.plenum.moveTo('2022-11-11T02:00:00Z')
  await app.importUsers(['cy', 'dan', 'eve', 'fay'])
  await speak(app, { direct: 1, group: 2, audioVideo: 0 })

  await openApp(page, app)
  await page.getByRole('link', { name: 'Daily Statistics' }).click()
  await reads(page, 'Peak DAU of this month', '10,001 of 10,000', '$449.99 more this month', '3 yesterday')
  await reads(page, 'DAU and New Users', 'Total Registered Users')
  const row = (day: string) => page.getByRole('row', { name: new RegExp(`^${day}`) })
  await reads(row('11 Nov 2022, so far'), '7', '+4', '+1')
  await settled(page)
  await look(page, 'daily-users')

  await page.getByRole('tab', { name: 'Message Activity' }).click()
  await reads(page, 'C2C', 'Ordinary Group')
  await reads(row('10 Nov 2022'), '3', '5')
  await reads(row('11 Nov 2022'), '1', '−2', '2', '−3')
  await settled(page)
  await look(page, 'daily-messages')
  const [download] = await Promise.all([page.waitForEvent('download'), press(page, 'Export as CSV')])
  expect(download.suggestedFilename()).toBe(`message-activity-${app.sdkAppId}-2022-11-10-2022-11-11.csv`)
  expect((await readFile(await download.path(), 'utf8')).split('\r\n')).toEqual([
    '\uFEFFday,One-to-one messages,"One-to-one messages, change to the day before",Group messages,"Group messages, change to the day before",Senders,"Senders, change to the day before",Offline pushes,"Offline pushes, change to the day before"',
    '2022-11-11,1,-2,2,-3,1,0,0,0',
    '2022-11-10,3,,5,,1,,0,',
    '',
  ])

  await page.getByRole('tab', { name: 'Group Size' }).click()
  await reads(page, "Current Month's Peak Groups", '4 of 100,000', 'New', 'Total', 'Active')
  await settled(page)
  await look(page, 'daily-groups')
  // The tab stands in the address.
  await page.reload()
  await reads(page, "Current Month's Peak Groups")

  await page.getByText('Own dates').click()
  await page.getByLabel('From').fill('2022-11-11')
  await eventually(() => page.getByRole('row').count()).toBe(2)
  await page.getByLabel('From').fill('2020-01-01')
  await reads(page, 'A period has at most 365 days.')
  await page.getByLabel('From').fill('2022-11-12')
  await reads(page, 'The last day is before the first.')
})

test('Real-Time follows what happens without a reload, and shows a line at zero where nothing does', async () => {
  const { app, page } = await on.ownerWithApp('Rita Live')
  await app.importUsers(['ann', 'ben'])
  await page.goto(`/apps/${app.sdkAppId}/statistics/real-time`)
  const figure = (label: string) => page.locator('p', { hasText: label }).locator('..')
  await reads(figure('One-to-One Messages Today'), '0')
  await reads(page, 'Current Online Users', 'Logins', 'Callbacks', 'Offline pushes', 'none yet today')

  await speak(app, { direct: 2, group: 3, audioVideo: 4 })
  await app.v4('openim/sendmsg', { From_Account: 'ann', To_Account: 'nobody', ...said() })
  await reads(figure('One-to-One Messages Today'), '2')
  await reads(figure('Ordinary Group Messages Today'), '3')
  await reads(figure('Audio-Video Group Messages Today'), '4')
  await reads(page, '3 today, 66.6 % succeeded')
  await settled(page)
  await look(page, 'real-time')

  const rest = page.getByRole('figure', { name: 'One-to-one messages', exact: true })
  expect(await rest.locator('.recharts-line').count()).toBe(1)
  await press(rest, 'REST API')
  expect(await rest.locator('.recharts-line').count()).toBe(0)
  await press(rest, 'REST API')
  expect(await rest.locator('.recharts-line').count()).toBe(1)

  // All charts show the part of the day that is chosen, also when new figures come.
  const rates = page.getByRole('figure', { name: 'Success rate, One-to-one messages' })
  await reads(rates, '00:00')
  await page.getByRole('slider', { name: 'From' }).focus()
  for (let step = 0; step < 6; step++) await page.keyboard.press('ArrowRight')
  await reads(page, '01:00 to 24:00')
  await app.ok('openim/sendmsg', { From_Account: 'ann', To_Account: 'ben', ...said() })
  await reads(figure('One-to-One Messages Today'), '3')
  await reads(rates, '03:00')
  expect(await rates.getByText('00:00').count()).toBe(0)

  await rates.scrollIntoViewIfNeeded()
  const { x, y, width } = (await rates.boundingBox())!
  await page.mouse.move(x + width * 0.3, y + 120)
  await page.mouse.down()
  await page.mouse.move(x + width * 0.5, y + 120, { steps: 4 })
  await page.mouse.up()
  await reads(page, /0[2-7]:\d0 to (0[7-9]|1\d):\d0/)
  await look(page, 'real-time-zoomed')
  await press(page, 'Whole day')
  await reads(rates, '00:00')
})

test('the running month on Basic Configuration says what it takes for granted, how far the peaks are, and what is charged above', async () => {
  const { owner, app, page } = await on.ownerWithApp('Mona Month')
  await app.upgrade({ edition: 'pro', membersPerGroup: 1000 })
  const { day } = await on.plenum.operator.call('clock.get', {})
  await on.plenum.sql`insert into app_days (app_id, day, dau, peak_groups) values (${app.sdkAppId}, ${day}, 7240, 61400)`
  await openApp(page, app)
  await reads(page, 'Expected in November', '7,240 of 10,000', '2,760 left', '61,400 of 100,000', '38,600 left')
  await page.getByText('What this takes for granted').click()
  await reads(page, 'The peaks stay what they are today: 7,240 users on one day and 61,400 groups at once.')
  await look(page, 'running-month')

  await on.plenum.sql`update app_days set dau = 10001 where app_id = ${app.sdkAppId} and day = ${day}`
  await page.reload()
  await reads(page, '10,001 of 10,000', '$449.99 more this month')
  await look(page, 'running-month-above')
  await on.plenum.moveTo((await on.plenum.operator.call('clock.get', {})).now)
  await eventually(async () => (await owner.call('notice.list', {})).notices.map(({ kind }) => kind)).toContain('limit.dailyUsersAt100')

  const small = await on.window({ as: owner, colorScheme: 'dark', viewport: narrow, hasTouch: true })
  for (const path of ['', '/statistics/daily?tab=messages', '/statistics/real-time']) {
    await small.goto(`/apps/${app.sdkAppId}${path}`)
    await settled(small)
    await look(small, `narrow dark ${path}`)
    expect(await whatIsWrong(small), path).toEqual([])
  }
})

test('the running month on Basic Configuration shows which days are charged at which price, and which are to come', async () => {
  await on.plenum.moveTo('2022-11-14T06:00:00Z')
  const { owner, app, page } = await on.ownerWithApp('Dana Days')
  await app.upgrade({ edition: 'pro' })
  await openApp(page, app)
  await reads(page, 'This month so far', '17 days to come')
  await on.plenum.moveTo('2022-11-18T06:00:00Z')
  await app.modify({ membersPerGroup: 1000 })
  await on.plenum.moveTo('2022-11-20T06:00:00Z')

  await page.reload()
  await reads(page, '4 days at the earlier price', '2 days charged', '11 days to come')
  await page.getByRole('img', { name: '2 of 30 days of November 2022, 4 at the earlier price, 11 to come' }).waitFor()
  await look(page, 'days of the running month')
  const faces = [{ colorScheme: 'light', viewport: narrow, hasTouch: true }, { colorScheme: 'dark' }] as const
  for (const face of faces) {
    const other = await on.window({ as: owner, ...face })
    await openApp(other, app)
    await settled(other)
    await look(other, `days of the running month ${face.colorScheme}`)
    expect(await whatIsWrong(other)).toEqual([])
  }

  await app.disable()
  await page.reload()
  await reads(page, '1 day to come')
  await page.getByRole('img', { name: '2 of 30 days of November 2022, 4 at the earlier price, 1 to come' }).waitFor()
})
