import type { GroupRules } from '@plenum/contract'
import { groupRuleLabels } from '@plenum/contract/setting-labels'
import type { ReactNode } from 'react'
import { saying } from '../../../data/said.ts'
import { useChange } from '../../../data/useChange.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import styles from '../Rates.module.css'
import type { RuleDialogProps } from './GroupRules.tsx'

interface Props extends Pick<RuleDialogProps, 'app' | 'opened' | 'onClose'> {
  name: keyof GroupRules
  /** Empty: nothing to save; null: it is not right yet. */
  wanted: Partial<GroupRules> | null
  /** Data end by it. */
  ends?: boolean
  children: ReactNode
}

export function RuleDialog({ app, name, wanted, ends = false, children, ...opening }: Props) {
  const change = useChange('groupRule.set')
  return (
    <Dialog
      {...opening}
      title={groupRuleLabels[name]}
      below={`${app.name} · SDKAppID ${app.sdkAppId}`}
      refused={change.error}
      confirm={{
        label: 'Save',
        onConfirm: () =>
          change.mutate(
            { sdkAppId: app.sdkAppId, rules: wanted! },
            { onSuccess: saying(`${groupRuleLabels[name]} is saved for ${app.name}.`, opening.onClose) },
          ),
        disabled: wanted === null || Object.keys(wanted).length === 0,
        waiting: change.isPending,
        ends,
      }}
    >
      <div className={styles.fields}>{children}</div>
    </Dialog>
  )
}
