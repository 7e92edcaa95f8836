import { Checkbox, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import type { Output, Profile } from '@plenum/contract'
import { useState } from 'react'
import { saying } from '../../../data/said.ts'
import { useAnswer } from '../../../data/useAnswer.ts'
import { useChange } from '../../../data/useChange.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Answer, Bars } from '../../../ui/Faces.tsx'
import styles from '../lists/lists.module.css'
import type { AppView } from '../useApp.ts'
import { appLine } from '../words.ts'
import { allowTypes, changedOf, dayOfNumber, emptyProfile, type Fields, genders, numberOfDay } from './words.ts'

interface EditAccountDialogProps {
  app: AppView
  userId: string
  opened: boolean
  onClose: () => void
}

export function EditAccountDialog({ app, userId, opened, onClose }: EditAccountDialogProps) {
  const answer = useAnswer('appUser.get', { sdkAppId: app.sdkAppId, userIds: [userId] }, { enabled: opened })
  const update = useChange('appUser.update')
  const [edited, setEdited] = useState<Fields>({})
  const changes = changedOf(answer.data?.users[0]?.profile ?? {}, edited)
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={`Edit ${userId}`}
      below={appLine(app)}
      confirm={{
        onConfirm: () => update.mutate({ sdkAppId: app.sdkAppId, userId, changes }, { onSuccess: saying(`${userId} is saved.`, onClose) }),
        disabled: Object.keys(changes).length === 0,
        waiting: update.isPending,
      }}
      refused={update.error}
    >
      <Answer of={answer} waiting={<Bars rows={8} height={44} />}>
        {({ users }) =>
          users[0] ? (
            <ProfileFields account={users[0]} edited={edited} onEdit={(change) => setEdited({ ...edited, ...change })} />
          ) : (
            <p className={styles.sentence}>There is no account {userId} any more.</p>
          )
        }
      </Answer>
    </Dialog>
  )
}

interface ProfileFieldsProps {
  account: Output<'appUser.get'>['users'][number]
  edited: Fields
  onEdit: (change: Fields) => void
}

function ProfileFields({ account, edited, onEdit }: ProfileFieldsProps) {
  const value = { ...emptyProfile, ...account.profile, ...edited }
  const text = (field: 'nick' | 'faceUrl' | 'location' | 'signature', label: string) => (
    <TextInput label={label} value={value[field]} onChange={(event) => onEdit({ [field]: event.currentTarget.value })} autoComplete="off" />
  )
  const number = (field: 'language' | 'level' | 'role', label: string) => (
    <NumberInput
      label={label}
      value={value[field]}
      min={0}
      max={4_294_967_295}
      hideControls
      onChange={(given) => onEdit({ [field]: Number(given) || 0 })}
    />
  )
  return (
    <div className={styles.fields}>
      <p className={styles.sentence}>
        Username {account.userId}, type {account.isAdministrator ? 'Admin' : 'General'}: both stay.
      </p>
      <div className={styles.pair}>
        {text('nick', 'Nickname')}
        {text('faceUrl', 'Profile Photo')}
        <NativeSelect
          label="Gender"
          data={genders}
          value={value.gender}
          onChange={(event) => onEdit({ gender: event.currentTarget.value as Profile['gender'] })}
        />
        <TextInput
          type="date"
          label="Birth date"
          value={dayOfNumber(value.birthday)}
          onChange={(event) => onEdit({ birthday: numberOfDay(event.currentTarget.value) })}
        />
        {text('location', 'Location')}
        {text('signature', "What's Up")}
        <NativeSelect
          label="Friend request verification"
          data={allowTypes}
          value={value.allowType}
          onChange={(event) => onEdit({ allowType: event.currentTarget.value as Profile['allowType'] })}
        />
        {number('language', 'Language')}
        {number('level', 'Level')}
        {number('role', 'Role')}
      </div>
      <Checkbox
        label="No push while offline"
        checked={(value.messageSettings & 1) === 1}
        onChange={(event) =>
          onEdit({ messageSettings: value.messageSettings - (value.messageSettings % 2) + (event.currentTarget.checked ? 1 : 0) })
        }
      />
      <Checkbox
        label="May ask others to be friends"
        checked={value.adminForbid === 'none'}
        onChange={(event) => onEdit({ adminForbid: event.currentTarget.checked ? 'none' : 'sendOut' })}
      />
    </div>
  )
}
