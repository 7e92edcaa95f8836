import { Checkbox } from '@mantine/core'
import type { CustomField, GroupType, RightsInType } from '@plenum/contract'
import { useState } from 'react'
import { saying } from '../../../data/said.ts'
import { useChange } from '../../../data/useChange.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Link } from '../../../ui/Link.tsx'
import styles from '../feature-configuration/FeaturePage.module.css'
import type { AppView } from '../useApp.ts'
import { appLine } from '../words.ts'
import { fieldWords, type GroupField, wrongName } from './field-words.ts'
import { NameField } from './NameField.tsx'
import { TypeRights } from './TypeRights.tsx'

interface GroupFieldDialogProps {
  app: AppView
  level: GroupField['level']
  /** null: a new one. */
  field: GroupField | null
  /** Of all levels. */
  present: CustomField[]
  opened: boolean
  onClose: () => void
}

const typesOf: Record<GroupField['level'], GroupType[]> = {
  group: ['Work', 'Public', 'Meeting', 'Community', 'AVChatRoom'],
  member: ['Work', 'Public', 'Meeting', 'Community'],
}
const first = { readableBy: 'everyone', writableBy: 'app', selfReads: false, selfWrites: false } as const

/** The slot stays while its type is chosen. */
interface Draft {
  slot: number
  rights: RightsInType
}
const asDraft = (rights: RightsInType, slot: number): Draft => ({ slot, rights })

/** **Add** and **Edit** of a field of groups or members: what was saved keeps its name and types, and may get more. */
export function GroupFieldDialog({ app, level, field, present, opened, onClose }: GroupFieldDialogProps) {
  const add = useChange('customField.add')
  const set = useChange('customField.setRights')
  const saved = field?.groupTypes ?? []
  const [name, setName] = useState('')
  const [drafts, setDrafts] = useState<Draft[]>(() => (field?.groupTypes ?? [{ type: 'Work', ...first }]).map(asDraft))
  const types = drafts.map(({ rights }) => rights)
  const [understood, setUnderstood] = useState(false)
  const { title } = fieldWords[level]
  const key = field?.key ?? name
  const wrong = field ? null : wrongName(level, name, present)
  const free = typesOf[level].filter((type) => !types.some((rights) => rights.type === type))
  const isSaved = ({ type }: RightsInType) => saved.some((rights) => rights.type === type)
  const growsForGood = field === null || types.length > saved.length
  const changed = types.filter((rights) => !saved.some((before) => JSON.stringify(before) === JSON.stringify(rights)))
  return (
    <Dialog
      focusField={field === null}
      opened={opened}
      onClose={onClose}
      title={field ? `Edit: ${key}` : `Add ${title}`}
      below={appLine(app)}
      tick={
        growsForGood ? (
          <Checkbox
            checked={understood}
            onChange={(event) => setUnderstood(event.currentTarget.checked)}
            label="The field cannot be deleted, and an added group type can neither be removed nor changed, only its rights. I have understood this."
          />
        ) : null
      }
      confirm={{
        onConfirm: () => {
          const wanted = { sdkAppId: app.sdkAppId, level, key, groupTypes: changed }
          const done = { onSuccess: saying(field ? `${key} is saved.` : `${key} can be used from the next request on.`, onClose) }
          if (field) set.mutate(wanted, done)
          else add.mutate(wanted, done)
        },
        disabled: key === '' || wrong !== null || changed.length === 0 || (growsForGood && !understood),
        waiting: add.isPending || set.isPending,
      }}
      refused={add.error ?? set.error}
    >
      <div className={styles.fields}>
        {field ? null : <NameField level={level} name={name} wrong={wrong} onChange={setName} />}
        {drafts.map(({ slot, rights }, index) => (
          <TypeRights
            key={slot}
            rights={rights}
            choices={isSaved(rights) ? null : typesOf[level].filter((type) => type === rights.type || free.includes(type))}
            withSelf={level === 'member'}
            onChange={(now) => setDrafts(drafts.with(index, { slot, rights: now }))}
            onDelete={isSaved(rights) || types.length === 1 ? null : () => setDrafts(drafts.toSpliced(index, 1))}
          />
        ))}
        <div>
          <Link
            onClick={() => setDrafts([...drafts, asDraft({ type: free[0]!, ...first }, drafts.at(-1)!.slot + 1)])}
            disabled={free.length === 0}
          >
            Add Group Type
          </Link>
          <p className={styles.note}>
            {free.length === 0 ? 'Every group type is there. ' : ''}Roles stand from high to low: whoever stands above the least role may as
            well. The app’s server always may.
          </p>
        </div>
      </div>
    </Dialog>
  )
}
