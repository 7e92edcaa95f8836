import { groupTypeLabels, noticeModeLabels, settingLabels } from '@plenum/contract/setting-labels'
import { EditCard } from '../feature-configuration/EditCard.tsx'
import styles from '../feature-configuration/FeaturePage.module.css'
import type { Configured } from '../feature-configuration/FeaturePage.tsx'
import { NoticesDialog } from './NoticesDialog.tsx'
import { eventLabel, type NoticeName, tableOf } from './notice-table.ts'

interface NoticesProps extends Configured {
  name: NoticeName
  /** What holds there, where it cannot be set. */
  ofAvGroups?: string
}

/** What groups of each type hear of each event. */
export function Notices({ app, settings, name, ofAvGroups }: NoticesProps) {
  const table = tableOf(settings, name)
  return (
    <EditCard
      app={app}
      title={settingLabels[name]}
      dialog={(opening, key) => <NoticesDialog key={key} app={app} settings={settings} name={name} {...opening} />}
    >
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Event</th>
            {table.types.map((type) => (
              <th key={type} scope="col">
                {groupTypeLabels[type]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.events.map((event) => (
            <tr key={event}>
              <th scope="row">{eventLabel(event)}</th>
              {table.types.map((type) => (
                <td key={type} data-label={groupTypeLabels[type]} data-off={table.of(type)[event] === 'off' || undefined}>
                  {noticeModeLabels[table.of(type)[event]!]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {ofAvGroups ? <p className={styles.note}>{ofAvGroups}</p> : null}
    </EditCard>
  )
}
