import { Checkbox, SegmentedControl, Switch } from '@mantine/core'
import { useState } from 'react'
import { useChange } from '../../../data/useChange.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { monthText } from '../../../ui/dates.ts'
import { Bars, Late } from '../../../ui/Faces.tsx'
import { moneyText } from '../../../ui/money.ts'
import { count, countOf } from '../../../ui/numbers.ts'
import { editionName } from '../../../ui/plans.ts'
import type { AppView, Catalog } from '../useApp.ts'
import { useRequestId } from '../useRequestId.ts'
import { appLine, billDays } from '../words.ts'
import { BeforeAfter } from './BeforeAfter.tsx'
import { CompareLink } from './CompareLink.tsx'
import styles from './change-plan.module.css'
import { Impact } from './Impact.tsx'
import { LargerEdition } from './LargerEdition.tsx'
import { Meanwhile, useLooked } from './Meanwhile.tsx'
import { ModifyNotes } from './ModifyNotes.tsx'
import { Names } from './Names.tsx'
import { NumberRow } from './NumberRow.tsx'
import { PresentPrice } from './PresentPrice.tsx'
import { PriceColumn } from './PriceColumn.tsx'
import { PriceSummary } from './PriceSummary.tsx'
import type { PlanChanged } from './plan-changed.ts'
import { useMeanwhile } from './useMeanwhile.ts'
import { boundsOf, type PaidEdition, usePlanChoice } from './usePlanChoice.ts'
import { refusalOf, usePreview } from './usePreview.ts'

interface ModifyDialogProps {
  app: AppView
  catalog: Catalog
  opened: boolean
  onClose: () => void
  onChanged: (changed: PlanChanged) => void
}

/** **Modify feature configuration**: edition and paid enlargements in one, once in a calendar month. */
export function ModifyDialog({ app, catalog, opened, onClose, onChanged }: ModifyDialogProps) {
  const plan = usePlanChoice('modify', app, catalog, app.edition === 'ultimate' ? 'ultimate' : 'pro')
  const { preview, waiting, answer } = usePreview(plan.wanted, { opened: opened && app.edition !== 'free' })
  const [accepted, setAccepted] = useState(false)
  const modify = useChange('plan.modify')
  const { meanwhile, refused } = useMeanwhile(app.sdkAppId, modify.error)
  const look = useLooked(modify.error, preview?.price)
  const { edition, choice, terms, errors, set } = plan
  const before = app.configuration
  const falls = preview?.historyFalls ?? null
  const month = preview?.price?.thisMonth.month ?? catalog.day.slice(0, 7)
  const monthName = monthText(month, { year: false })
  const unchanged = preview?.refusal?.code === 'nothing_to_change'

  const input =
    plan.wanted && preview ? { ...plan.wanted, acceptLoss: accepted && falls !== null, expectedRevision: preview.revision } : null
  const requestId = useRequestId(input)
  function confirm() {
    if (!input) return
    look.onConfirm()
    modify.mutate(
      { ...input, requestId },
      {
        onSuccess: (answer) => {
          onChanged({
            operation: 'modify',
            answer,
            membersBefore: app.configuration.membersPerGroup,
            historyBefore: falls ? { days: falls.fromDays, lostAt: falls.lostAt } : null,
          })
          close()
        },
      },
    )
  }
  function close() {
    plan.forget()
    onClose()
  }

  return (
    <Dialog
      opened={opened}
      onClose={close}
      title="Modify feature configuration"
      below={appLine(app)}
      price={
        preview?.price ? (
          <PriceColumn price={preview.price} waiting={waiting || !plan.wanted} compared>
            <ModifyNotes catalog={catalog} preview={preview} />
          </PriceColumn>
        ) : preview ? (
          <PresentPrice app={app} waiting={waiting}>
            <ModifyNotes catalog={catalog} preview={preview} />
          </PresentPrice>
        ) : (
          <Late>
            <Bars rows={6} />
          </Late>
        )
      }
      tick={
        falls ? (
          <Checkbox
            checked={accepted}
            onChange={(event) => setAccepted(event.currentTarget.checked)}
            label={`Messages older than ${countOf(falls.toDays, 'day')} will be lost. I have understood this.`}
          />
        ) : unchanged ? (
          <p className={styles.nothing}>Nothing to confirm yet: this is the present configuration.</p>
        ) : null
      }
      note={`This uses the one modification of ${monthName}. The next is possible on ${billDays(month).replace(' to 3', '')}.`}
      summary={preview?.price ? <PriceSummary price={preview.price} /> : null}
      confirm={{
        onConfirm: confirm,
        disabled: !input || waiting || !preview?.allowed || !look.looked || (falls !== null && !accepted),
        waiting: modify.isPending,
      }}
      refused={refused ?? answer.error ?? refusalOf(preview)}
    >
      <Meanwhile failure={meanwhile} looked={look.looked} onLooked={look.onLooked} before={look.pressed} now={preview?.price} />
      <div className={styles.compact}>
        <div className={styles.side}>
          <div>
            <h3>Plan edition</h3>
            <p className={styles.explanation}>
              <BeforeAfter before={editionName(before.edition)} after={editionName(edition)} /> · <CompareLink app={app} />
            </p>
          </div>
          <SegmentedControl
            aria-label="Plan edition"
            value={edition}
            onChange={(value) => plan.setEdition(value as PaidEdition)}
            data={[
              { value: 'pro', label: 'Pro' },
              { value: 'ultimate', label: 'Ultimate' },
            ]}
            className={styles.segments}
          />
        </div>
        <div className={styles.side}>
          <div>
            <h3>Unlimited audio-video groups</h3>
            <p className={styles.explanation}>
              <BeforeAfter
                before={avText(app.limits.avGroups.value)}
                after={choice.unlimitedAvGroups ? 'unlimited' : avText(terms.avGroups.included)}
              />{' '}
              ·{' '}
              {terms.avGroups.unlimited === null
                ? 'included'
                : choice.unlimitedAvGroups
                  ? moneyText(terms.avGroups.unlimited)
                  : `unlimited costs ${moneyText(terms.avGroups.unlimited)}`}
            </p>
          </div>
          <Switch
            aria-label="Unlimited audio-video groups"
            checked={choice.unlimitedAvGroups}
            disabled={terms.avGroups.unlimited === null}
            onChange={(event) => set({ unlimitedAvGroups: event.currentTarget.checked })}
          />
        </div>
        <NumberRow
          label="Max groups per user"
          before={before.groupsPerUser}
          bounds={boundsOf(terms.groupsPerUser, choice.groupsPerUser)}
          value={choice.groupsPerUser}
          onChange={(groupsPerUser) => set({ groupsPerUser })}
          error={errors.groupsPerUser}
          instead={<LargerEdition larger={plan.larger('groupsPerUser')} />}
        />
        <NumberRow
          label="Max members per group"
          before={before.membersPerGroup}
          bounds={boundsOf(terms.membersPerGroup, choice.membersPerGroup)}
          value={choice.membersPerGroup}
          onChange={(membersPerGroup) => set({ membersPerGroup })}
          error={errors.membersPerGroup}
          instead={<LargerEdition larger={plan.larger('membersPerGroup')} />}
        />
        {preview?.allowed && preview.after.historyDays > before.historyDays ? (
          <div>
            <h3>History</h3>
            <p className={styles.explanation}>
              <BeforeAfter before={countOf(before.historyDays, 'day')} after={countOf(preview.after.historyDays, 'day')} /> ·{' '}
              {preview.items.find((item) => item.item === 'History')?.note}
            </p>
          </div>
        ) : null}
      </div>
      {preview && preview.gainedFeatures.length > 0 ? (
        <p className={styles.gained}>
          Ultimate adds
          <Names names={preview.gainedFeatures} few={3} />
        </p>
      ) : null}
      {preview ? <Impact app={app} catalog={catalog} preview={preview} wanted={plan.wanted} onTake={plan.take} /> : null}
    </Dialog>
  )
}

function avText(value: number | null): string {
  return value === null ? 'unlimited' : count(value)
}
