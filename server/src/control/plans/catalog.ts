import { type Choice, editionNames, type PriceBook } from '@plenum/billing'
import type { Output } from '@plenum/contract'
import { planNameOf } from './configuration-text.ts'
import { usd } from './money.ts'

type Catalog = Output<'plan.catalog'>

const editions = ['free', 'pro', 'ultimate'] as const

/** Limits, steps and prices of each edition, straight from the price book. */
export function catalogEditions(book: PriceBook): Catalog['editions'] {
  return editions.map((edition) => {
    const { priceCents, groupsPerUser, membersPerGroup, historyDays, avGroups } = book.editions[edition]
    return {
      edition,
      name: editionNames[edition],
      planName: planNameOf(edition),
      price: usd(priceCents),
      groupsPerUser: toChoice(groupsPerUser),
      membersPerGroup: toChoice(membersPerGroup),
      avGroups: {
        included: avGroups.included,
        unlimited: avGroups.unlimitedPriceCents === null ? null : usd(avGroups.unlimitedPriceCents),
      },
      historyDays: toChoice(historyDays),
    }
  })
}

export function overageOf({ overage: { dailyActiveUsers, groups } }: PriceBook): Catalog['overage'] {
  return {
    dailyUsersIncluded: dailyActiveUsers.included,
    dailyUsersStep: { upTo: dailyActiveUsers.step, price: usd(dailyActiveUsers.priceCents) },
    groupsIncluded: groups.included,
    groupsStep: { upTo: groups.step, price: usd(groups.priceCents) },
  }
}

function toChoice({ included, steps }: Choice) {
  return { included, steps: steps.map(({ upTo, priceCents }) => ({ upTo, price: usd(priceCents) })) }
}
