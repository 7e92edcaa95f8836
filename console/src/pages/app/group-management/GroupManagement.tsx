import { Button, Checkbox } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useAnswer } from '../../../data/useAnswer.ts'
import { Card } from '../../../ui/Card.tsx'
import { Answer, Bars, Empty } from '../../../ui/Faces.tsx'
import { PlusIcon } from '../../../ui/icons.tsx'
import { countOf } from '../../../ui/numbers.ts'
import { PageHead } from '../../../ui/PageHead.tsx'
import styles from '../lists/lists.module.css'
import { Pager } from '../lists/Pager.tsx'
import { Search } from '../lists/Search.tsx'
import { useChosen } from '../lists/useChosen.ts'
import { usePages } from '../lists/usePages.ts'
import { NotRunning } from '../NotRunning.tsx'
import { type AppView, useApp } from '../useApp.ts'
import { useDialogs } from '../useDialogs.ts'
import { whyNot } from '../words.ts'
import { ZoneNote } from '../ZoneNote.tsx'
import { AddGroupDialog } from './AddGroupDialog.tsx'
import { DeleteGroupsDialog } from './DeleteGroupsDialog.tsx'
import { GroupTable } from './GroupTable.tsx'
import { SendMessagesDialog } from './SendMessagesDialog.tsx'

export function GroupManagement() {
  const app = useApp()
  return (
    <Answer
      of={app}
      waiting={
        <Card>
          <Bars rows={6} />
        </Card>
      }
    >
      {(app) =>
        app.status === 'enabled' ? (
          <Groups app={app} />
        ) : (
          <>
            <PageHead title="Group Management" />
            <NotRunning app={app} />
          </>
        )
      }
    </Answer>
  )
}

const choices = [
  { value: 'groupId', label: 'Group ID' },
  { value: 'name', label: 'Name' },
] as const

type Place = { groupId: string; name: string }

function Groups({ app }: { app: AppView }) {
  const { search = '', by = 'groupId' } = useSearch({ from: '/frame/apps/$sdkAppId/group-management' })
  const navigate = useNavigate({ from: '/apps/$sdkAppId/group-management' })
  const pages = usePages<Place>(`${by} ${search}`)
  const { sdkAppId } = app
  const list = useAnswer('appGroup.list', { sdkAppId, search, by, ...(pages.after && { after: pages.after }) }, { keepPrevious: true })
  const chosen = useChosen(list.data?.groups.map(({ groupId }) => groupId) ?? [])
  const dialogs = useDialogs<'add' | 'send' | 'delete'>()
  const [concerned, setConcerned] = useState<string[]>([])
  const reason = whyNot(app, 'develop')
  const cannotAct = Boolean(reason) || chosen.chosen.length === 0

  function openFor(dialog: 'send' | 'delete', groupIds: string[]) {
    setConcerned(groupIds)
    dialogs.open(dialog)
  }

  return (
    <>
      <PageHead
        title="Group Management"
        below={countOf(app.groupCount, 'group')}
        action={
          <Button leftSection={<PlusIcon />} onClick={() => dialogs.open('add')} disabled={Boolean(reason)}>
            Add Group
          </Button>
        }
        reason={reason}
      />
      <search className={styles.tools}>
        <Search
          search={search}
          by={by}
          choices={[...choices]}
          onChange={(search, by) =>
            void navigate({ search: { ...(search && { search }), ...(by === 'name' && { by }) }, replace: true, resetScroll: false })
          }
        />
        <div className={styles.chosen}>
          <Checkbox label="All on this page" checked={chosen.all} onChange={(event) => chosen.chooseAll(event.currentTarget.checked)} />
          <Button variant="default" disabled={cannotAct} onClick={() => openFor('send', chosen.chosen)}>
            Send Messages
          </Button>
          <Button variant="default" disabled={cannotAct} onClick={() => openFor('delete', chosen.chosen)}>
            Delete Groups
          </Button>
        </div>
      </search>
      <Card plain>
        <Answer
          of={list}
          waiting={
            <div className={styles.waiting}>
              <Bars rows={8} />
            </div>
          }
        >
          {({ groups, next }) =>
            groups.length === 0 ? (
              <Empty>{search === '' ? 'No group yet.' : `No ${by === 'name' ? 'name' : 'group ID'} begins with ${search}.`}</Empty>
            ) : (
              <>
                <GroupTable
                  sdkAppId={sdkAppId}
                  groups={groups}
                  chosen={chosen}
                  mayChange={!reason}
                  onAct={(dialog, groupId) => openFor(dialog, [groupId])}
                />
                <Pager pages={pages} next={next} />
              </>
            )
          }
        </Answer>
      </Card>
      <ZoneNote at={app.createdAt} />
      <AddGroupDialog key={`add ${dialogs.opening}`} app={app} {...dialogs.of('add')} />
      <SendMessagesDialog key={`send ${dialogs.opening}`} app={app} groupIds={concerned} {...dialogs.of('send')} />
      <DeleteGroupsDialog key={`delete ${dialogs.opening}`} app={app} groupIds={concerned} {...dialogs.of('delete')} />
    </>
  )
}
