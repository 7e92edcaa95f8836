import type { Edition, Output } from '@plenum/contract'
import { Fragment } from 'react'
import { useAnswer } from '../../data/useAnswer.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { Answer, Bars, NotAllowed } from '../../ui/Faces.tsx'
import { CheckIcon } from '../../ui/icons.tsx'
import { Money } from '../../ui/Money.tsx'
import { PlanMark } from '../../ui/PlanMark.tsx'
import { editionName, editions } from '../../ui/plans.ts'
import { Tag } from '../../ui/Tag.tsx'
import styles from './CompareUpgradeableItems.module.css'

interface CompareProps {
  opened: boolean
  onClose: () => void
  below?: string
  /** The app's own column, set off. */
  edition: Edition | null
  action?: { label: string; onAction: () => void; reason: string | null; waiting: boolean }
}

/** Free, Pro and Ultimate, row by row, from the price book of today. */
export function CompareUpgradeableItems({ opened, onClose, below, edition, action }: CompareProps) {
  const catalog = useAnswer('plan.catalog', {}, { enabled: opened })
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title="Compare Upgradeable Items"
      below={below}
      wide
      cancelLabel="Close"
      tick={action?.reason ? <NotAllowed>{action.reason}</NotAllowed> : null}
      {...(action
        ? { confirm: { label: action.label, onConfirm: action.onAction, disabled: action.reason !== null || action.waiting } }
        : {})}
    >
      <Answer of={catalog} waiting={<Bars rows={12} />}>
        {(answer) => <Comparison catalog={answer} own={edition} />}
      </Answer>
    </Dialog>
  )
}

function Comparison({ catalog, own }: { catalog: Output<'plan.catalog'>; own: Edition | null }) {
  const sections = [...new Set(catalog.comparison.map((row) => row.section))]
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <td />
          {editions.map((edition) => (
            <th key={edition} scope="col" data-own={edition === own || undefined}>
              <span className={styles.edition}>
                <PlanMark edition={edition} size={28} />
                {editionName(edition)}
                {edition === own ? <Tag>This app</Tag> : null}
              </span>
              <Price value={catalog.editions.find((known) => known.edition === edition)?.price} edition={edition} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sections.map((section) => (
          <Fragment key={section}>
            <tr className={styles.section}>
              <th scope="rowgroup">{section}</th>
              {editions.map((edition) => (
                <td key={edition} data-own={edition === own || undefined} />
              ))}
            </tr>
            {catalog.comparison
              .filter((row) => row.section === section)
              .map((row) => (
                <tr key={row.row}>
                  <th scope="row">{row.row}</th>
                  {editions.map((edition) => (
                    <td key={edition} data-own={edition === own || undefined}>
                      <Cell text={row[edition]} />
                    </td>
                  ))}
                </tr>
              ))}
          </Fragment>
        ))}
      </tbody>
    </table>
  )
}

function Price({ value, edition }: { value: { currency: 'USD'; amount: string } | undefined; edition: Edition }) {
  if (!value) return null
  return (
    <span className={styles.price}>
      {edition === 'free' ? (
        'Permanent'
      ) : (
        <>
          <Money value={value} /> a month
        </>
      )}
    </span>
  )
}

function Cell({ text }: { text: string }) {
  if (text === 'yes' || text === 'Yes') {
    return (
      <span className={styles.yes}>
        <CheckIcon /> <span className={styles.hidden}>Yes</span>
      </span>
    )
  }
  if (text === 'no' || text === 'No') {
    return (
      <span className={styles.no}>
        – <span className={styles.hidden}>No</span>
      </span>
    )
  }
  return text
}
