import { useState } from 'react'
import { say } from '../../../data/said.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { countOf } from '../../../ui/numbers.ts'
import { Failures } from '../lists/Failures.tsx'
import styles from '../lists/lists.module.css'
import { useEach } from '../lists/useEach.ts'
import type { AppView } from '../useApp.ts'
import { appLine } from '../words.ts'

interface DeleteGroupsDialogProps {
  app: AppView
  groupIds: string[]
  opened: boolean
  onClose: () => void
  onDeleted?: () => void
}

export function DeleteGroupsDialog({ app, groupIds, opened, onClose, onDeleted }: DeleteGroupsDialogProps) {
  const destroy = useEach('appGroup.destroy')
  const [left, setLeft] = useState<string[] | null>(null)
  const ids = left ?? groupIds
  const one = groupIds.length === 1

  async function confirm() {
    const outcome = await destroy.run(ids, (groupId) => ({ sdkAppId: app.sdkAppId, groupId }))
    const failed = outcome.filter(({ failure }) => failure)
    setLeft(failed.map(({ id }) => id))
    if (failed.length > 0) return
    onClose()
    onDeleted?.()
    say(one ? `${groupIds[0]} is deleted.` : `${countOf(groupIds.length, 'group')} deleted.`)
  }

  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={one ? `Delete ${groupIds[0]}` : 'Delete Groups'}
      below={appLine(app)}
      confirm={{ onConfirm: () => void confirm(), waiting: destroy.running, ends: true }}
    >
      <p className={styles.sentence}>
        {one ? 'All data of this group are lost' : `All data of ${countOf(ids.length, 'group')} are lost`}: members, messages, settings.
        This cannot be undone.
        {one ? null : <span className={styles.below}>{ids.join(', ')}</span>}
      </p>
      <Failures of={destroy.failures} />
    </Dialog>
  )
}
