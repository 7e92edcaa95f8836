import { Button } from '@mantine/core'
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
import { AccountTable } from './AccountTable.tsx'
import { BatchActions } from './BatchActions.tsx'
import { CreateAccountDialog } from './CreateAccountDialog.tsx'
import { DeleteAccountsDialog } from './DeleteAccountsDialog.tsx'
import { EditAccountDialog } from './EditAccountDialog.tsx'
import { ExportDialog } from './ExportDialog.tsx'
import { ForceOfflineDialog } from './ForceOfflineDialog.tsx'
import { ImportDialog } from './ImportDialog.tsx'

export function AccountManagement() {
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
          <Accounts app={app} />
        ) : (
          <>
            <PageHead title="Account Management" />
            <NotRunning app={app} />
          </>
        )
      }
    </Answer>
  )
}

const choices = [
  { value: 'userId', label: 'Username' },
  { value: 'nick', label: 'Nickname' },
] as const

type Place = { userId: string; nick: string }

function Accounts({ app }: { app: AppView }) {
  const { search = '', by = 'userId' } = useSearch({ from: '/frame/apps/$sdkAppId/account-management' })
  const navigate = useNavigate({ from: '/apps/$sdkAppId/account-management' })
  const pages = usePages<Place>(`${by} ${search}`)
  const { sdkAppId } = app
  const list = useAnswer(
    'appUser.list',
    { sdkAppId, search, by: search === '' ? 'userId' : by, ...(pages.after && { after: pages.after }) },
    { keepPrevious: true },
  )
  const chosen = useChosen(list.data?.users.map(({ userId }) => userId) ?? [])
  const dialogs = useDialogs<'create' | 'edit' | 'import' | 'export' | 'delete' | 'offline'>()
  const [concerned, setConcerned] = useState<string[]>([])
  const reason = whyNot(app, 'develop')

  function openFor(dialog: 'edit' | 'export' | 'delete' | 'offline', userIds: string[]) {
    setConcerned(userIds)
    dialogs.open(dialog)
  }

  return (
    <>
      <PageHead
        title="Account Management"
        below={countOf(app.userCount, 'account')}
        action={
          <>
            <Button variant="default" onClick={() => dialogs.open('import')} disabled={Boolean(reason)}>
              Import CSV
            </Button>
            <Button leftSection={<PlusIcon />} onClick={() => dialogs.open('create')} disabled={Boolean(reason)}>
              Create account
            </Button>
          </>
        }
        reason={reason}
      />
      <search className={styles.tools}>
        <Search
          search={search}
          by={by}
          choices={[...choices]}
          onChange={(search, by) =>
            void navigate({ search: { ...(search && { search }), ...(by === 'nick' && { by }) }, replace: true, resetScroll: false })
          }
        />
        <BatchActions app={app} chosen={chosen} onAct={openFor} />
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
          {({ users, next }) =>
            users.length === 0 ? (
              <Empty>{search === '' ? 'No account yet.' : `No ${by === 'nick' ? 'nickname' : 'username'} begins with ${search}.`}</Empty>
            ) : (
              <>
                <AccountTable users={users} chosen={chosen} mayChange={!reason} onAct={(dialog, userId) => openFor(dialog, [userId])} />
                <Pager pages={pages} next={next} />
              </>
            )
          }
        </Answer>
      </Card>
      <ZoneNote at={app.createdAt} />
      <CreateAccountDialog key={`create ${dialogs.opening}`} app={app} {...dialogs.of('create')} />
      <ImportDialog key={`import ${dialogs.opening}`} app={app} {...dialogs.of('import')} />
      <EditAccountDialog key={`edit ${dialogs.opening}`} app={app} userId={concerned[0] ?? ''} {...dialogs.of('edit')} />
      <ExportDialog key={`export ${dialogs.opening}`} app={app} userIds={concerned} {...dialogs.of('export')} />
      <DeleteAccountsDialog key={`delete ${dialogs.opening}`} app={app} userIds={concerned} {...dialogs.of('delete')} />
      <ForceOfflineDialog key={`offline ${dialogs.opening}`} app={app} userId={concerned[0] ?? ''} {...dialogs.of('offline')} />
    </>
  )
}
