import { Checkbox, Switch } from '@mantine/core'
import { type ReactNode, useId, useState } from 'react'
import { useChange } from '../../../data/useChange.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Bars, Late } from '../../../ui/Faces.tsx'
import { moneyText } from '../../../ui/money.ts'
import { NumberWithPicks } from '../../../ui/NumberWithPicks.tsx'
import { count } from '../../../ui/numbers.ts'
import type { AppView, Catalog } from '../useApp.ts'
import { useRequestId } from '../useRequestId.ts'
import { appLine } from '../words.ts'
import { CompareLink } from './CompareLink.tsx'
import styles from './change-plan.module.css'
import { EditionCards } from './EditionCards.tsx'
import { Impact } from './Impact.tsx'
import { LargerEdition } from './LargerEdition.tsx'
import { Meanwhile, useLooked } from './Meanwhile.tsx'
import { PriceColumn } from './PriceColumn.tsx'
import { PriceSummary } from './PriceSummary.tsx'
import type { PlanChanged } from './plan-changed.ts'
import { UpgradeNotes } from './UpgradeNotes.tsx'
import { useMeanwhile } from './useMeanwhile.ts'
import { boundsOf, usePlanChoice } from './usePlanChoice.ts'
import { refusalOf, usePreview } from './usePreview.ts'

interface UpgradeDialogProps {
  app: AppView
  catalog: Catalog
  opened: boolean
  onClose: () => void
  onChanged: (changed: PlanChanged) => void
}

/** **Upgrade**: from Free to Pro or Ultimate, with the paid enlargements chosen at once. */
export function UpgradeDialog({ app, catalog, opened, onClose, onChanged }: UpgradeDialogProps) {
  const plan = usePlanChoice('upgrade', app, catalog, 'pro')
  const { preview, waiting, answer } = usePreview(plan.wanted, { opened })
  const [understood, setUnderstood] = useState(false)
  const upgrade = useChange('plan.upgrade')
  const { meanwhile, refused } = useMeanwhile(app.sdkAppId, upgrade.error)
  const look = useLooked(upgrade.error, preview?.price)
  const editionsId = useId()
  const { choice, terms, errors, set } = plan

  const input = plan.wanted && preview ? { ...plan.wanted, acceptNoReturn: understood, expectedRevision: preview.revision } : null
  const requestId = useRequestId(input)
  function confirm() {
    if (!input) return
    look.onConfirm()
    upgrade.mutate(
      { ...input, requestId },
      {
        onSuccess: (answer) => {
          onChanged({
            operation: 'upgrade',
            answer,
            membersBefore: app.configuration.membersPerGroup,
            historyBefore: null,
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
      title="Upgrade"
      below={appLine(app)}
      price={
        preview?.price ? (
          <PriceColumn price={preview.price} waiting={waiting || !plan.wanted} compared={false}>
            <UpgradeNotes catalog={catalog} preview={preview} />
          </PriceColumn>
        ) : (
          <Late>
            <Bars rows={6} />
          </Late>
        )
      }
      tick={
        <Checkbox
          checked={understood}
          onChange={(event) => setUnderstood(event.currentTarget.checked)}
          label="This app can never return to Free. I have understood this."
        />
      }
      summary={preview?.price ? <PriceSummary price={preview.price} /> : null}
      confirm={{
        onConfirm: confirm,
        disabled: !input || waiting || !preview?.allowed || !look.looked || !understood,
        waiting: upgrade.isPending,
      }}
      refused={refused ?? answer.error ?? refusalOf(preview)}
    >
      <Meanwhile failure={meanwhile} looked={look.looked} onLooked={look.onLooked} before={look.pressed} now={preview?.price} />
      <div className={styles.editionsHead}>
        <h3 id={editionsId}>Plan edition</h3>
        <CompareLink app={app} />
      </div>
      <EditionCards catalog={catalog} chosen={plan.edition} onChoose={plan.setEdition} labelledBy={editionsId} />

      <div className={styles.row}>
        <div className={styles.side}>
          <div>
            <h3>Unlimited number of audio-video groups</h3>
            <p className={styles.explanation}>
              {terms.avGroups.included === null
                ? 'unlimited, included'
                : `${count(terms.avGroups.included)} included${terms.avGroups.unlimited ? ` · unlimited costs ${moneyText(terms.avGroups.unlimited)} a month` : ''}`}
            </p>
          </div>
          <Switch
            aria-label="Unlimited number of audio-video groups"
            checked={choice.unlimitedAvGroups}
            disabled={terms.avGroups.included === null || terms.avGroups.unlimited === null}
            onChange={(event) => set({ unlimitedAvGroups: event.currentTarget.checked })}
          />
        </div>
      </div>
      <div className={styles.row}>
        <Bounded
          label="Increasing maximum number of groups one user can join"
          bounds={boundsOf(terms.groupsPerUser, choice.groupsPerUser)}
          value={choice.groupsPerUser}
          onChange={(groupsPerUser) => set({ groupsPerUser })}
          error={errors.groupsPerUser}
          instead={<LargerEdition larger={plan.larger('groupsPerUser')} />}
        />
      </div>
      <div className={styles.row}>
        <Bounded
          label="Maximum members one group can accommodate (non-audio-video group)"
          bounds={boundsOf(terms.membersPerGroup, choice.membersPerGroup)}
          value={choice.membersPerGroup}
          onChange={(membersPerGroup) => set({ membersPerGroup })}
          error={errors.membersPerGroup}
          instead={<LargerEdition larger={plan.larger('membersPerGroup')} />}
        />
      </div>
      {preview ? <Impact app={app} catalog={catalog} preview={preview} wanted={plan.wanted} onTake={plan.take} /> : null}
    </Dialog>
  )
}

interface BoundedProps {
  label: string
  bounds: ReturnType<typeof boundsOf>
  value: number | string
  onChange: (value: number | string) => void
  error: string | null
  instead: ReactNode
}

function Bounded({ label, bounds, value, onChange, error, instead }: BoundedProps) {
  const { min, max, picks, sameCost } = bounds
  return (
    <NumberWithPicks
      label={label}
      explanation={`${count(min)} included · up to ${count(max)}`}
      value={value}
      onChange={onChange}
      min={min}
      max={max}
      picks={picks}
      error={error}
      instead={instead}
      sameCost={sameCost}
    />
  )
}
