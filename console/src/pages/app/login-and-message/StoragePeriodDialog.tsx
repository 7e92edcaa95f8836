import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import { useAnswer } from '../../../data/useAnswer.ts'
import { useChange } from '../../../data/useChange.ts'
import { useDraft } from '../../../data/useDraft.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { useDates } from '../../../ui/dates.ts'
import { Answer, Bars } from '../../../ui/Faces.tsx'
import { moneyText } from '../../../ui/money.ts'
import { countOf } from '../../../ui/numbers.ts'
import { Meanwhile, useLooked } from '../change-plan/Meanwhile.tsx'
import { PriceColumn } from '../change-plan/PriceColumn.tsx'
import { PriceSummary } from '../change-plan/PriceSummary.tsx'
import { useMeanwhile } from '../change-plan/useMeanwhile.ts'
import { refusalOf } from '../change-plan/usePreview.ts'
import type { AppView } from '../useApp.ts'
import { useRequestId } from '../useRequestId.ts'
import { appLine, olderText } from '../words.ts'
import styles from './LoginAndMessage.module.css'
import { StoragePeriodNotes } from './StoragePeriodNotes.tsx'

interface StoragePeriodDialogProps {
  app: AppView
  opened: boolean
  onClose: () => void
  onSet: (days: number) => void
}

export function StoragePeriodDialog({ app, opened, onClose, onSet }: StoragePeriodDialogProps) {
  const present = app.configuration.historyDays
  const { draft: days, setDraft: setDays, forget } = useDraft(`storage period ${app.sdkAppId}`, () => present)
  const [accepted, setAccepted] = useState(false)
  const dates = useDates()
  const answer = useAnswer('retention.preview', { sdkAppId: app.sdkAppId, days }, { enabled: opened, keepPrevious: true })
  const preview = answer.data
  const set = useChange('retention.set')
  const { meanwhile, refused } = useMeanwhile(app.sdkAppId, set.error)
  const look = useLooked(set.error, preview?.price)
  const waiting = answer.isFetching || answer.isPlaceholderData
  const falls = preview?.historyFalls ?? null

  const input = {
    sdkAppId: app.sdkAppId,
    days,
    acceptLoss: accepted && falls !== null,
    expectedRevision: preview?.revision ?? app.revision,
  }
  const requestId = useRequestId(input)
  function confirm() {
    look.onConfirm()
    set.mutate(
      { ...input, requestId },
      {
        onSuccess: () => {
          onSet(days)
          close()
        },
      },
    )
  }
  function close() {
    forget()
    onClose()
  }

  return (
    <Dialog
      opened={opened}
      onClose={close}
      title="Historical Message Storage Period Settings"
      below={appLine(app)}
      price={
        preview?.price ? (
          <PriceColumn price={preview.price} waiting={waiting} compared byDay={false}>
            <StoragePeriodNotes month={preview.price.thisMonth.month} readAt={preview.readAt} />
          </PriceColumn>
        ) : (
          <p className={styles.nothing}>Choose another period, and its price stands here.</p>
        )
      }
      tick={
        falls ? (
          <Checkbox
            checked={accepted}
            onChange={(event) => setAccepted(event.currentTarget.checked)}
            label={`Messages older than ${countOf(falls.toDays, 'day')} will be lost. I have understood this.`}
          />
        ) : days === present ? (
          <p className={styles.nothing}>Nothing to confirm yet: this is the present configuration.</p>
        ) : null
      }
      summary={preview?.price ? <PriceSummary price={preview.price} /> : null}
      confirm={{
        onConfirm: confirm,
        disabled: waiting || !preview?.allowed || !look.looked || (falls !== null && !accepted),
        waiting: set.isPending,
      }}
      refused={refused ?? refusalOf(preview)}
    >
      <Meanwhile failure={meanwhile} looked={look.looked} onLooked={look.onLooked} before={look.pressed} now={preview?.price} />
      <Answer of={answer} waiting={<Bars rows={5} height={44} />}>
        {({ choices }) => (
          <div className={styles.choices} role="radiogroup" aria-label="Storage period">
            {choices.map((choice) => (
              <label key={choice.days} className={styles.choice}>
                <input
                  type="radio"
                  name="days"
                  checked={days === choice.days}
                  onChange={() => setDays(choice.days)}
                  aria-label={countOf(choice.days, 'day')}
                />
                <b>{countOf(choice.days, 'day')}</b>
                {choice.days === present ? <span className={styles.quiet}>present</span> : null}
                <span className={styles.price}>{choice.included ? 'included' : `${moneyText(choice.price)} a month`}</span>
              </label>
            ))}
          </div>
        )}
      </Answer>
      {falls ? (
        <div className={styles.falls}>
          <h3>
            History falls from {countOf(falls.fromDays, 'day')} to {falls.toDays}
          </h3>
          <p>
            {falls.messages === 0 ? 'No message is older yet.' : `${olderText(falls.messages)} and hidden at once.`} What is older is lost
            on {dates.moment(falls.lostAt)}. Until then a longer period would bring them back, but the change of this month is then used.
          </p>
        </div>
      ) : null}
    </Dialog>
  )
}
