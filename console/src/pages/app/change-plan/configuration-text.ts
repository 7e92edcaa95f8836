import type { Configuration } from '@plenum/contract'
import { count } from '../../../ui/numbers.ts'
import { editionName } from '../../../ui/plans.ts'

/** Pro with 2,000 members per group, 500 groups per user and unlimited audio-video groups. */
export function configurationText({
  edition,
  unlimitedAvGroups,
  groupsPerUser,
  membersPerGroup,
}: Omit<Configuration, 'historyDays'>): string {
  const numbers = `${count(membersPerGroup)} members per group`
  const groups = `${count(groupsPerUser)} groups per user`
  const more =
    edition === 'pro' && unlimitedAvGroups ? `${numbers}, ${groups} and unlimited audio-video groups` : `${numbers} and ${groups}`
  return `${editionName(edition)} with ${more}`
}
