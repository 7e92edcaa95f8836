import { moveUpgrade } from '../../past-the-locks.ts'
import { billed, type Example, ofAccount, type Scene } from './kinds.ts'

const ofMonth = billed((number) => ({ month: number.slice(0, 7) }))

async function parked({ app, world }: Scene) {
  await app.upgrade()
  const { accountId } = await app.get()
  const { day } = await world.operator.call('clock.get', {})
  const [year, month] = day.split('-').map(Number) as [number, number]
  await moveUpgrade(world.sql, app.sdkAppId, '2001-01-01')
  await world.moveTo(new Date(Date.UTC(year, month, 3)))
  await moveUpgrade(world.sql, app.sdkAppId, day)
  return { accountId, month: day.slice(0, 7), reason: 'The day of the upgrade was wrong and is set right' }
}

export const billProofExamples = {
  'bill.days': ofMonth,
  'bill.verify': ofMonth,
  'bill.export': ofAccount(),
  'bill.release': { by: 'operator', foreign: 'refused', input: parked },
} satisfies Record<string, Example>
