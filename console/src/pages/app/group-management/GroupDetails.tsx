import { Button } from '@mantine/core'
import type { Output } from '@plenum/contract'
import { Link as RouterLink, useNavigate, useSearch } from '@tanstack/react-router'
import { useAnswer } from '../../../data/useAnswer.ts'
import { Card } from '../../../ui/Card.tsx'
import { CopyButton } from '../../../ui/CopyButton.tsx'
import { useDates } from '../../../ui/dates.ts'
import { Answer, Bars } from '../../../ui/Faces.tsx'
import { FactRows } from '../../../ui/FactRows.tsx'
import { Link } from '../../../ui/Link.tsx'
import { count } from '../../../ui/numbers.ts'
import { PageHead } from '../../../ui/PageHead.tsx'
import { NotRunning } from '../NotRunning.tsx'
import { type AppView, useApp } from '../useApp.ts'
import { useDialogs } from '../useDialogs.ts'
import { whyNot } from '../words.ts'
import { ZoneNote } from '../ZoneNote.tsx'
import { DeleteGroupsDialog } from './DeleteGroupsDialog.tsx'
import styles from './details.module.css'
import { EditGroupDialog } from './EditGroupDialog.tsx'
import { Members } from './Members.tsx'
import { SendMessagesDialog } from './SendMessagesDialog.tsx'
import { joinName, typeName } from './words.ts'

export type GroupView = Output<'appGroup.get'>

export function GroupDetails() {
  const app = useApp()
  const { groupId } = useSearch({ from: '/frame/apps/$sdkAppId/group-management/details' })
  const enabled = app.data?.status === 'enabled'
  const group = useAnswer('appGroup.get', { sdkAppId: app.data?.sdkAppId ?? 0, groupId }, { enabled })
  const waiting = (
    <Card>
      <Bars rows={6} />
    </Card>
  )
  return (
    <Answer of={app} waiting={waiting}>
      {(app) =>
        app.status !== 'enabled' ? (
          <>
            <PageHead title="Group Details" />
            <NotRunning app={app} />
          </>
        ) : group.error ? (
          <>
            <PageHead title="Group Details" below={<Back sdkAppId={app.sdkAppId} />} />
            <Answer of={group}>{() => null}</Answer>
          </>
        ) : (
          <Answer of={group} waiting={waiting}>
            {(group) => <Details app={app} group={group} />}
          </Answer>
        )
      }
    </Answer>
  )
}

function Details({ app, group }: { app: AppView; group: GroupView }) {
  const dates = useDates()
  const navigate = useNavigate()
  const dialogs = useDialogs<'edit' | 'send' | 'delete'>()
  const { sdkAppId } = app
  const { groupId, memberMax } = group
  const reason = whyNot(app, 'develop')
  const facts = [
    {
      label: 'Group ID',
      value: (
        <span className={styles.long}>
          {groupId} <CopyButton value={groupId} what="Group ID" />
        </span>
      ),
    },
    { label: 'Group Type', value: typeName(group.type) },
    { label: 'Owner', value: group.ownerId ?? '–' },
    { label: 'Creation time', value: dates.moment(group.createdAt) },
    { label: 'Introduction', value: group.introduction || '–' },
    { label: 'Announcement', value: group.notification || '–' },
    { label: 'Photo', value: group.faceUrl || '–' },
    { label: 'Way of joining', value: joinName(group.applyJoinOption) },
    {
      label: 'Member maximum',
      value: memberMax === null ? 'no limit' : `${count(memberMax)}, the plan allows ${count(group.membersAllowed)}`,
    },
    { label: 'Mute all', value: group.muteAll ? 'on' : 'off' },
  ]
  return (
    <>
      <PageHead
        title={group.name || groupId}
        below={<Back sdkAppId={sdkAppId} />}
        action={
          <>
            <Button variant="default" onClick={() => dialogs.open('delete')} disabled={Boolean(reason)}>
              Delete
            </Button>
            <Button onClick={() => dialogs.open('send')} disabled={Boolean(reason)}>
              Send Messages
            </Button>
          </>
        }
        reason={reason}
      />
      <div className={styles.cards}>
        <Card
          title="Group Details"
          action={
            <Link label="Edit Group Details" onClick={() => dialogs.open('edit')} disabled={Boolean(reason)}>
              Edit
            </Link>
          }
        >
          <FactRows facts={facts} />
        </Card>
        <Members app={app} group={group} />
      </div>
      <ZoneNote at={app.createdAt} />
      <EditGroupDialog key={`edit ${dialogs.opening}`} app={app} group={group} {...dialogs.of('edit')} />
      <SendMessagesDialog key={`send ${dialogs.opening}`} app={app} groupIds={[groupId]} {...dialogs.of('send')} />
      <DeleteGroupsDialog
        key={`delete ${dialogs.opening}`}
        app={app}
        groupIds={[groupId]}
        {...dialogs.of('delete')}
        onDeleted={() => void navigate({ to: '/apps/$sdkAppId/group-management', params: { sdkAppId } })}
      />
    </>
  )
}

function Back({ sdkAppId }: { sdkAppId: number }) {
  return (
    <RouterLink className={styles.back} to="/apps/$sdkAppId/group-management" params={{ sdkAppId }}>
      Group Management
    </RouterLink>
  )
}
