import type { Configuration } from '@plenum/contract'
import { useDates } from '../../../ui/dates.ts'
import { WarningIcon } from '../../../ui/icons.tsx'
import { Link } from '../../../ui/Link.tsx'
import { moneyText } from '../../../ui/money.ts'
import { count, countOf } from '../../../ui/numbers.ts'
import type { AppView, Catalog } from '../useApp.ts'
import { olderText, usedUpText } from '../words.ts'
import { AboveRow, ImpactRow } from './AboveRow.tsx'
import { configurationText } from './configuration-text.ts'
import { DownloadAbove } from './DownloadAbove.tsx'
import { Hidden } from './Hidden.tsx'
import styles from './Impact.module.css'
import { termsOf, type Wanted } from './usePlanChoice.ts'
import type { Preview } from './usePreview.ts'

type Take = (configuration: Omit<Configuration, 'historyDays'>) => void

interface ImpactProps {
  app: AppView
  catalog: Catalog
  preview: Preview
  wanted: Wanted | null
  /** What is proposed goes into the form with one click. */
  onTake: Take
}

/** What the change does to what exists, with names, before anything happens: first what is lost or hidden, then what stays above a limit. */
export function Impact({ app, catalog, preview, wanted, onTake }: ImpactProps) {
  const { groups, users, avGroups } = preview.impact
  const isAbove = groups.count + users.count + avGroups.count > 0
  return (
    <section aria-label="What the change does to what exists">
      {preview.historyFalls ? <HistoryFalls app={app} catalog={catalog} after={preview.after} {...preview.historyFalls} /> : null}
      <Hidden preview={preview} wanted={wanted} withDownload={!isAbove} />
      {isAbove ? <Above preview={preview} wanted={wanted} onTake={onTake} /> : null}
      <NothingAbove preview={preview} onTake={onTake} />
    </section>
  )
}

function Above({ preview, wanted, onTake }: Pick<ImpactProps, 'preview' | 'wanted' | 'onTake'>) {
  const { after, waysOut } = preview
  const { groups, users, avGroups } = preview.impact
  const { membersPerGroup, groupsPerUser, unlimitedAvGroups } = waysOut
  return (
    <div className={styles.impact}>
      <header className={styles.head}>
        <div>
          <h3>Above the new limits</h3>
          <p>All of this stays and works. Only new joins and new groups are refused.</p>
        </div>
        {wanted ? <DownloadAbove impact={preview.impact} wanted={wanted} /> : null}
      </header>
      <AboveRow
        kind="groups"
        above={groups}
        wanted={wanted}
        title={`${groups.count === 1 ? 'group' : 'groups'} with more than ${limitOf(groups)} members`}
        way={
          membersPerGroup ? (
            <Link onClick={() => onTake({ ...after, membersPerGroup: membersPerGroup.value })}>
              {wayText(`Keep ${count(membersPerGroup.value)} members`, membersPerGroup, groups.count)}
            </Link>
          ) : null
        }
      >
        No one can be added until fewer than {limitOf(groups)} are left.
      </AboveRow>
      <AboveRow
        kind="users"
        above={users}
        wanted={wanted}
        title={`${users.count === 1 ? 'user' : 'users'} in more than ${limitOf(users)} groups`}
        way={
          groupsPerUser ? (
            <Link onClick={() => onTake({ ...after, groupsPerUser: groupsPerUser.value })}>
              {wayText(`Keep ${count(groupsPerUser.value)} groups`, groupsPerUser, users.count)}
            </Link>
          ) : null
        }
      >
        They keep them all. They cannot join or create another.
      </AboveRow>
      <AboveRow
        kind="avGroups"
        above={avGroups}
        wanted={wanted}
        title={`audio-video ${avGroups.count === 1 ? 'group' : 'groups'}, ${limitOf(avGroups)} allowed`}
        way={
          unlimitedAvGroups ? (
            <Link onClick={() => onTake({ ...after, unlimitedAvGroups: true })}>
              {wayText('Keep them unlimited', unlimitedAvGroups, avGroups.count)}
            </Link>
          ) : null
        }
      >
        All keep running. A new one needs {count(avGroups.count - (avGroups.allowed ?? 0) + 1)} to close first.
      </AboveRow>
    </div>
  )
}

/** Keep 2,000 members: +$239.99 a month, all 6 fit */
function wayText(keep: string, { price, fits }: NonNullable<Preview['waysOut']['membersPerGroup']>, above: number): string {
  const who = fits < above ? `${count(fits)} of ${count(above)} fit` : above === 1 ? 'it fits' : `all ${count(above)} fit`
  return `${keep}: ${moneyText(price, { signed: true })} a month, ${who}`
}

function NothingAbove({ preview: { nothingAbove, before }, onTake }: Pick<ImpactProps, 'preview' | 'onTake'>) {
  if (!nothingAbove) return null
  const { configuration, eachMonth } = nothingAbove
  const isPresent = configurationText(configuration) === configurationText(before)
  return (
    <p className={styles.cheapest}>
      The cheapest at which nothing is above a limit or hidden: {configurationText(configuration)}, {moneyText(eachMonth)} a month
      {isPresent ? ', as it is now' : ''}. <Link onClick={() => onTake(configuration)}>Choose it</Link>
    </p>
  )
}

interface HistoryFallsProps extends NonNullable<Preview['historyFalls']> {
  app: AppView
  catalog: Catalog
  after: Configuration
}

function HistoryFalls({ app, catalog, after, fromDays, toDays, lostAt, messages }: HistoryFallsProps) {
  const dates = useDates()
  const step = termsOf(catalog, after.edition).historyDays.steps.find((one) => one.upTo === fromDays)
  const usedUp = usedUpText(app.retentionChange)
  return (
    <div className={styles.impact} data-bad>
      <ImpactRow
        bad
        figure={<WarningIcon size={18} />}
        title={
          <>
            History falls from {countOf(fromDays, 'day')} to {toDays}
          </>
        }
      >
        {messages === 0 ? 'No message is older yet.' : `${olderText(messages)} and hidden at once.`}{' '}
        {step && usedUp ? (
          <>
            The period cannot be set back this month: its one change was used. {usedUp} What is older is lost on {dates.moment(lostAt)}.
          </>
        ) : step ? (
          <>
            Nothing is lost for 24 hours. To keep {countOf(fromDays, 'day')} ({moneyText(step.price)} a month), set it in Login and Message
            by {dates.moment(lostAt)}; the way there is shown after Confirm.
          </>
        ) : (
          <>Nothing is lost for 24 hours, until {dates.moment(lostAt)}.</>
        )}
      </ImpactRow>
    </div>
  )
}

function limitOf({ allowed }: { allowed: number | null }): string {
  return allowed === null ? 'unlimited' : count(allowed)
}
