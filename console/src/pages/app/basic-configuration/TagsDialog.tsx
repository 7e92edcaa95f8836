import { useState } from 'react'
import { saying } from '../../../data/said.ts'
import { useChange } from '../../../data/useChange.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import type { AppView } from '../useApp.ts'
import { appLine } from '../words.ts'
import { areWhole, draftsOf, TagFields, tagsOf } from './TagFields.tsx'

export function TagsDialog({ app, opened, onClose }: { app: AppView; opened: boolean; onClose: () => void }) {
  const set = useChange('app.setTags')
  const [drafts, setDrafts] = useState(() => draftsOf(app.tags))
  const tags = tagsOf(drafts)
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title="Tag Configuration"
      below={appLine(app)}
      confirm={{
        onConfirm: () => set.mutate({ sdkAppId: app.sdkAppId, tags }, { onSuccess: saying('The tags are saved.', onClose) }),
        disabled: JSON.stringify(tags) === JSON.stringify(app.tags) || !areWhole(drafts),
        waiting: set.isPending,
      }}
      refused={set.error}
    >
      <TagFields drafts={drafts} onChange={setDrafts} />
    </Dialog>
  )
}
