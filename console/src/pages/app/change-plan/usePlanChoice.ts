import type { Configuration, Input } from '@plenum/contract'
import { useDraft } from '../../../data/useDraft.ts'
import { count } from '../../../ui/numbers.ts'
import type { AppView, Catalog } from '../useApp.ts'

export type PaidEdition = 'pro' | 'ultimate'
export type Wanted = Input<'plan.preview'>
type Terms = Catalog['editions'][number]
type NumberTerms = Terms['groupsPerUser']

interface Choice {
  unlimitedAvGroups: boolean
  /** Text while it is not a number. */
  groupsPerUser: number | string
  membersPerGroup: number | string
}

interface Draft {
  edition: PaidEdition
  choices: Record<PaidEdition, Choice>
}

/** What is chosen in the dialog. Each edition keeps its own numbers, so that looking at the other one loses nothing. */
export function usePlanChoice(dialog: 'upgrade' | 'modify', app: AppView, catalog: Catalog, first: PaidEdition) {
  const { draft, setDraft, forget } = useDraft<Draft>(`${dialog} ${app.sdkAppId}`, () => ({
    edition: first,
    choices: { pro: startOf('pro', app, catalog), ultimate: startOf('ultimate', app, catalog) },
  }))
  const { edition, choices } = draft
  const choice = choices[edition]
  const terms = termsOf(catalog, edition)
  const errors = {
    groupsPerUser: errorOf(choice.groupsPerUser, terms.groupsPerUser),
    membersPerGroup: errorOf(choice.membersPerGroup, terms.membersPerGroup),
  }
  /** What is too much here and what the larger edition has room for. */
  const larger = (item: 'groupsPerUser' | 'membersPerGroup') => {
    const { max } = boundsOf(termsOf(catalog, 'ultimate')[item], 0)
    const isTooMuch = edition === 'pro' && Number(choice[item]) > boundsOf(terms[item], 0).max
    if (!isTooMuch) return null
    const value = Math.min(Math.max(Number(choice[item]), termsOf(catalog, 'ultimate')[item].included), max)
    const take = () => setDraft({ edition: 'ultimate', choices: { ...choices, ultimate: { ...choices.ultimate, [item]: value } } })
    return { max, value, take }
  }
  const wanted: Wanted | null =
    errors.groupsPerUser || errors.membersPerGroup
      ? null
      : {
          sdkAppId: app.sdkAppId,
          edition,
          unlimitedAvGroups: choice.unlimitedAvGroups,
          groupsPerUser: Number(choice.groupsPerUser),
          membersPerGroup: Number(choice.membersPerGroup),
        }
  return {
    edition,
    setEdition: (edition: PaidEdition) => setDraft({ ...draft, edition }),
    choice,
    set: (part: Partial<Choice>) => setDraft({ edition, choices: { ...choices, [edition]: { ...choice, ...part } } }),
    /** A configuration that was proposed, with one click. */
    take: ({ edition, ...choice }: Omit<Configuration, 'historyDays'>) => {
      if (edition !== 'free') setDraft({ edition, choices: { ...choices, [edition]: choice } })
    },
    /** The choice has been made, or given up. */
    forget,
    terms,
    errors,
    larger,
    /** null while a number is not possible. */
    wanted,
  }
}

export type PlanChoice = ReturnType<typeof usePlanChoice>

export function termsOf(catalog: Catalog, edition: Terms['edition']): Terms {
  const terms = catalog.editions.find((one) => one.edition === edition)
  if (!terms) throw new Error(`The catalog has no edition ${edition}`)
  return terms
}

/** What belongs to a number: its bounds, the steps of its price, and the step that costs the same. */
export function boundsOf({ included, steps }: NumberTerms, value: number | string) {
  const covering = steps.find((step) => typeof value === 'number' && value > included && value <= step.upTo)
  return {
    min: included,
    max: steps.at(-1)?.upTo ?? included,
    picks: [{ value: included, price: null }, ...steps.map((step) => ({ value: step.upTo, price: step.price }))],
    sameCost: covering?.upTo ?? null,
    /** Its price; null: included. */
    price: covering?.price ?? null,
  }
}

function startOf(edition: PaidEdition, app: AppView, catalog: Catalog): Choice {
  if (app.edition === edition) {
    const { unlimitedAvGroups, groupsPerUser, membersPerGroup } = app.configuration
    return { unlimitedAvGroups, groupsPerUser, membersPerGroup }
  }
  const { avGroups, groupsPerUser, membersPerGroup } = termsOf(catalog, edition)
  return {
    unlimitedAvGroups: avGroups.included === null,
    groupsPerUser: groupsPerUser.included,
    membersPerGroup: membersPerGroup.included,
  }
}

function errorOf(value: number | string, terms: NumberTerms): string | null {
  const { min, max } = boundsOf(terms, value)
  const fits = typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
  return fits ? null : `A whole number from ${count(min)} to ${count(max)}.`
}
