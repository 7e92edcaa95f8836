import { useChange } from '../../data/useChange.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { useDates } from '../../ui/dates.ts'
import type { Endpoint } from './EndpointTable.tsx'
import { ShownSecret } from './ShownSecret.tsx'

export function RotateSecret({ endpoint: { endpointId, url }, onClose }: { endpoint: Endpoint; onClose: () => void }) {
  const rotate = useChange('endpoint.rotateSecret')
  const dates = useDates()
  if (rotate.data) {
    const note = `The one before it signs too until ${dates.moment(rotate.data.previousUntil)}.`
    return <ShownSecret title="New secret" below={url} secret={rotate.data.secret} note={note} onClose={onClose} />
  }
  return (
    <Dialog
      opened
      onClose={onClose}
      title="Rotate secret"
      below={url}
      refused={rotate.error}
      confirm={{ onConfirm: () => rotate.mutate({ endpointId }), waiting: rotate.isPending }}
    >
      <p>A new secret signs from the next delivery on. For 24 hours the present one signs too, so that the receiver can change over.</p>
    </Dialog>
  )
}
