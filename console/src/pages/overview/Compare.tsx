import type { Output } from '@plenum/contract'
import { useNavigate } from '@tanstack/react-router'
import { useRights } from '../../data/session.ts'
import { useAnswer } from '../../data/useAnswer.ts'
import { noRight, usedUpText } from '../app/words.ts'
import { CompareUpgradeableItems } from './CompareUpgradeableItems.tsx'

type ComparedApp = Pick<Output<'app.list'>['apps'][number], 'sdkAppId' | 'name' | 'planName' | 'edition' | 'status'>

/** The comparison opened from an app's card: its button leads on to the dialog in which the plan is chosen. */
export function Compare({ app, onClose }: { app: ComparedApp; onClose: () => void }) {
  const navigate = useNavigate()
  const rights = useRights()
  const isFree = app.edition === 'free'
  const view = useAnswer('app.get', { sdkAppId: app.sdkAppId }).data
  const usedUp = view && !isFree ? usedUpText(view.modification) : null
  return (
    <CompareUpgradeableItems
      opened
      onClose={onClose}
      below={`${app.name} · ${app.planName} · SDKAppID ${app.sdkAppId}`}
      edition={app.edition}
      action={{
        label: isFree ? 'Upgrade Plan' : 'Modify feature configuration',
        onAction: () =>
          void navigate({ to: '/apps/$sdkAppId', params: { sdkAppId: app.sdkAppId }, search: { open: isFree ? 'upgrade' : 'modify' } }),
        reason: view
          ? (noRight(view, 'plan') ?? (usedUp && `The modification of this month: ${usedUp}`))
          : rights.may('plan')
            ? null
            : 'Only the owner can change the plan.',
        waiting: !view,
      }}
    />
  )
}
