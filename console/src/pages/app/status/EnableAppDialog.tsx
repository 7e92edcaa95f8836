import { saying } from '../../../data/said.ts'
import { useChange } from '../../../data/useChange.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { moneyText } from '../../../ui/money.ts'
import type { AppView } from '../useApp.ts'
import { useRequestId } from '../useRequestId.ts'
import { appLine, contentsText } from '../words.ts'
import styles from './status.module.css'

export function EnableAppDialog({ app, opened, onClose }: { app: AppView; opened: boolean; onClose: () => void }) {
  const enable = useChange('app.enable')
  const input = { sdkAppId: app.sdkAppId, expectedRevision: app.revision }
  const requestId = useRequestId(input)
  const contents = contentsText(app)
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title="Enable app"
      below={appLine(app)}
      confirm={{
        onConfirm: () =>
          enable.mutate(
            { ...input, requestId },
            { onSuccess: saying(`${app.name} is in service again, from the next request on.`, onClose) },
          ),
        waiting: enable.isPending,
      }}
      refused={enable.error}
    >
      <p className={styles.first}>
        The service runs again at once. Plan, settings and data are as before
        {contents ? `: ${contents}` : ''}.
      </p>
      <p className={styles.due}>
        {app.edition === 'free'
          ? 'Nothing is charged on Free.'
          : `Fees run again from today: ${moneyText(app.monthlyPrice)} a month, by day; today counts as one day. Days without service are not charged. This is not a modification.`}
      </p>
    </Dialog>
  )
}
