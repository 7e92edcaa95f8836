import type { Output } from '@plenum/contract'
import { saying } from '../../data/said.ts'
import { useChange } from '../../data/useChange.ts'
import { Dialog } from '../../ui/Dialog.tsx'

export type ApiKeyView = Output<'apiKey.list'>['apiKeys'][number]

export function RevokeApiKey({ apiKey, onClose }: { apiKey: ApiKeyView; onClose: () => void }) {
  const revoke = useChange('apiKey.revoke')
  return (
    <Dialog
      opened
      onClose={onClose}
      title="Revoke API key"
      below={`${apiKey.name} · ${apiKey.prefix}…`}
      refused={revoke.error}
      confirm={{
        onConfirm: () =>
          revoke.mutate(
            { apiKeyId: apiKey.apiKeyId },
            { onSuccess: saying(`${apiKey.name} is refused from the next request on.`, onClose) },
          ),
        waiting: revoke.isPending,
        ends: true,
      }}
    >
      <p>Calls with this key are refused from the next request on. It cannot be brought back.</p>
    </Dialog>
  )
}
