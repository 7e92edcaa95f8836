import { Textarea } from '@mantine/core'
import type { Output, RefusalCode } from '@plenum/contract'
import { useState } from 'react'
import { saying } from '../../../data/said.ts'
import { useChange } from '../../../data/useChange.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { countOf } from '../../../ui/numbers.ts'
import styles from '../lists/lists.module.css'
import type { AppView } from '../useApp.ts'
import { appLine } from '../words.ts'

const atOnceMax = 100

interface AddMemberDialogProps {
  app: AppView
  groupId: string
  opened: boolean
  onClose: () => void
}

export function AddMemberDialog({ app, groupId, opened, onClose }: AddMemberDialogProps) {
  const add = useChange('appGroup.addMembers')
  const [text, setText] = useState('')
  const userIds = [...new Set(text.split('\n').map((line) => line.trim()))].filter(Boolean)
  const refused = add.data?.refused ?? []

  function told(outcome: Output<'appGroup.addMembers'>) {
    if (outcome.refused.length > 0) setText(outcome.refused.map(({ userId }) => userId).join('\n'))
    else saying(`${countOf(outcome.added.length, 'member')} added.`, onClose)()
  }

  return (
    <Dialog
      focusField
      opened={opened}
      onClose={onClose}
      title="Add Member"
      below={appLine(app)}
      confirm={{
        onConfirm: () => add.mutate({ sdkAppId: app.sdkAppId, groupId, userIds }, { onSuccess: told }),
        disabled: userIds.length === 0 || userIds.length > atOnceMax,
        waiting: add.isPending,
      }}
      refused={add.error}
    >
      <Textarea
        data-autofocus
        label="Username"
        description={`Of users who exist, one a line, up to ${atOnceMax}.`}
        rows={5}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        spellCheck={false}
      />
      {refused.length > 0 ? (
        <div className={styles.outcome} role="alert">
          <p>{countOf(add.data?.added.length ?? 0, 'member')} added. Not added:</p>
          <ul>
            {refused.map(({ userId, code, allowed }) => (
              <li key={userId}>
                <b>{userId}</b>: {causeOf(code, userId, allowed)} <code>{code}</code>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </Dialog>
  )
}

const causes: Partial<Record<RefusalCode, (userId: string, allowed: number | null) => string>> = {
  group_user_unknown: (userId) => `The account ${userId} does not exist.`,
  user_group_limit: (userId, allowed) => `${userId} is in as many groups as the plan allows: ${allowed}.`,
  group_full: (_, allowed) => `The group is full: at most ${allowed} members.`,
  group_member_limit: (_, allowed) => `The plan allows at most ${allowed} members in a group.`,
}

const causeOf = (code: RefusalCode, userId: string, allowed: number | null) => causes[code]?.(userId, allowed) ?? ''
