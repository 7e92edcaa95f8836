import type { AnswerOf } from '../../../data/useAnswer.ts'
import { Figure } from '../../../ui/Figure.tsx'
import { Meter } from '../../../ui/Meter.tsx'
import { moneyText } from '../../../ui/money.ts'
import { count } from '../../../ui/numbers.ts'
import type { AppView, Catalog } from '../useApp.ts'
import styles from './PeakFigure.module.css'
import { type PeakKind, peakOf } from './peak.ts'

interface PeakFigureProps {
  of: PeakKind
  label: string
  app: AppView
  catalog: Catalog
  month: AnswerOf<'bill.estimate'>
}

/** A peak that the bill is made from, with its quota and the fee to expect. */
export function PeakFigure({ of, label, app, catalog, month }: PeakFigureProps) {
  const { peak, quota, steps, step, distance, isHard } = peakOf(of, app, catalog, month.data)
  const { price } = of === 'dailyUsers' ? catalog.overage.dailyUsersStep : catalog.overage.groupsStep
  // On Free each kind of group has a limit of its own, which Basic Configuration shows.
  if (isHard && of === 'groups') {
    return (
      <Figure label={label} below="Nothing is charged on Free.">
        {count(peak)}
      </Figure>
    )
  }
  const ends = isHard
    ? 'Above it, further users are refused until the day is over.'
    : `Above it, one day costs the whole step of ${moneyText(price)}.`
  return (
    <div>
      <Figure label={label}>
        {count(peak)} <small className={styles.quota}>of {count(quota)}</small>
      </Figure>
      <Meter label={label} use={peak} limit={quota + steps * step} included={quota} calm={steps > 0} />
      <p className={styles.below} data-paid={steps > 0 || undefined}>
        {distance}. {ends}
      </p>
    </div>
  )
}
