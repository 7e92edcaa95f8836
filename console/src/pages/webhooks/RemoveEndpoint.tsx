import { saying } from '../../data/said.ts'
import { useChange } from '../../data/useChange.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import type { Endpoint } from './EndpointTable.tsx'

export function RemoveEndpoint({ endpoint: { endpointId, url }, onClose }: { endpoint: Endpoint; onClose: () => void }) {
  const remove = useChange('endpoint.remove')
  return (
    <Dialog
      opened
      onClose={onClose}
      title="Remove endpoint"
      below={url}
      refused={remove.error}
      confirm={{
        onConfirm: () => remove.mutate({ endpointId }, { onSuccess: saying(`${url} is told no more.`, onClose) }),
        waiting: remove.isPending,
        ends: true,
      }}
    >
      <p>Nothing is sent there any more. What still waits is dropped, and its deliveries are no longer shown.</p>
    </Dialog>
  )
}
