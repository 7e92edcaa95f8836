import type { AppStatus, Edition, Output } from '@plenum/contract'

export type AppCardView = Output<'app.list'>['apps'][number]

/** What the overview shows and in which order; stands in the address, so that Back returns to it. Absent means "all" and "newest first". */
export interface Filter {
  search?: string
  status?: AppStatus
  plan?: Edition
  order?: 'oldest' | 'name'
  /** Absent: cards, or rows where there are many apps. */
  view?: 'cards' | 'list'
}

const statuses: readonly unknown[] = ['enabled', 'disabled', 'suspended', 'deleted'] satisfies AppStatus[]
const plans: readonly unknown[] = ['free', 'pro', 'ultimate'] satisfies Edition[]
const orders: readonly unknown[] = ['oldest', 'name'] satisfies Filter['order'][]

export function filterOf(search: Record<string, unknown>): Filter {
  const filter: Filter = {}
  if (search.search !== undefined && search.search !== '') filter.search = String(search.search)
  if (statuses.includes(search.status)) filter.status = search.status as AppStatus
  if (plans.includes(search.plan)) filter.plan = search.plan as Edition
  if (orders.includes(search.order)) filter.order = search.order as 'oldest' | 'name'
  if (search.view === 'cards' || search.view === 'list') filter.view = search.view
  return filter
}

export function filtered(apps: AppCardView[], { search = '', status, plan, order }: Filter): AppCardView[] {
  const words = search.trim().toLowerCase()
  return apps
    .filter((app) => app.name.toLowerCase().includes(words) || String(app.sdkAppId).startsWith(words) || hasTag(app, words))
    .filter((app) => !status || app.status === status || (status === 'deleted' && app.status === 'purged'))
    .filter((app) => !plan || app.edition === plan)
    .sort((a, b) => {
      if (order === 'name') return a.name.localeCompare(b.name, 'en')
      return order === 'oldest' ? a.sdkAppId - b.sdkAppId : b.sdkAppId - a.sdkAppId
    })
}

/** `key:value`, of which the value may be begun: as `app.list` searches. */
function hasTag({ tags }: AppCardView, words: string): boolean {
  const colon = words.indexOf(':')
  if (colon < 1) return false
  const [key, value] = [words.slice(0, colon).trim(), words.slice(colon + 1).trim()]
  return tags.some((tag) => tag.key.toLowerCase() === key && tag.value.toLowerCase().startsWith(value))
}
