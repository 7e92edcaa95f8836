import { useDebouncedValue } from '@mantine/hooks'
import type { Output } from '@plenum/contract'
import { type AnswerOf, useAnswer } from '../../../data/useAnswer.ts'
import type { Wanted } from './usePlanChoice.ts'

export type Preview = Output<'plan.preview'>

interface FreshPreview {
  /** The last answer, maybe to an earlier choice. */
  preview: Preview | undefined
  /** The answer belongs to another choice than the one on screen, or is being asked again. */
  waiting: boolean
  answer: AnswerOf<'plan.preview'>
}

/** Asks a moment after the last change; the last answer wins, and until it is there the old figures stay. */
export function usePreview(wanted: Wanted | null, options: { opened: boolean }): FreshPreview {
  const wish = wanted && JSON.stringify(wanted)
  const [settled] = useDebouncedValue(wish, 150)
  const asked = settled === null ? null : (JSON.parse(settled) as Wanted)
  const answer = useAnswer('plan.preview', asked ?? nothing, { enabled: options.opened && asked !== null, keepPrevious: true })
  return { preview: answer.data, waiting: wish !== settled || answer.isPlaceholderData || answer.isFetching, answer }
}

/** Never sent: stands for a choice that is not possible. */
const nothing: Wanted = { sdkAppId: 0, edition: 'free', unlimitedAvGroups: false, groupsPerUser: 0, membersPerGroup: 0 }

/** Why the choice on screen is not possible, other than that it changes nothing yet. */
export function refusalOf(preview: Pick<Preview, 'refusal'> | undefined): Preview['refusal'] {
  const refusal = preview?.refusal ?? null
  return refusal?.code === 'nothing_to_change' ? null : refusal
}
