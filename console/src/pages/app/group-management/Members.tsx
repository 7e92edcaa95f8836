import { Button } from '@mantine/core'
import { useState } from 'react'
import { useAnswer } from '../../../data/useAnswer.ts'
import { Card } from '../../../ui/Card.tsx'
import { Answer, Bars, Empty } from '../../../ui/Faces.tsx'
import { count } from '../../../ui/numbers.ts'
import lists from '../lists/lists.module.css'
import { Pager } from '../lists/Pager.tsx'
import { useChosen } from '../lists/useChosen.ts'
import { usePages } from '../lists/usePages.ts'
import type { AppView } from '../useApp.ts'
import { useDialogs } from '../useDialogs.ts'
import { whyNot } from '../words.ts'
import { AddMemberDialog } from './AddMemberDialog.tsx'
import { DeleteMembersDialog } from './DeleteMembersDialog.tsx'
import styles from './details.module.css'
import type { GroupView } from './GroupDetails.tsx'
import { MemberTable } from './MemberTable.tsx'

export function Members({ app, group }: { app: AppView; group: GroupView }) {
  const { groupId } = group
  const isAv = group.type === 'AVChatRoom'
  const pages = usePages<string>(groupId)
  const list = useAnswer(
    'appGroup.members',
    { sdkAppId: app.sdkAppId, groupId, ...(pages.after && { after: pages.after }) },
    { keepPrevious: true },
  )
  const chosen = useChosen(list.data?.members.map(({ userId }) => userId) ?? [])
  const dialogs = useDialogs<'add' | 'delete'>()
  const [leaving, setLeaving] = useState<string[]>([])
  const reason = whyNot(app, 'develop')
  const cannotChange = Boolean(reason) || isAv

  function remove(userIds: string[]) {
    setLeaving(userIds)
    dialogs.open('delete')
  }

  return (
    <Card plain title="Members" aside={list.data ? count(list.data.memberCount) : undefined}>
      <div className={styles.aboveTable}>
        <Button variant="default" onClick={() => dialogs.open('add')} disabled={cannotChange}>
          Add Member
        </Button>
        <Button variant="default" onClick={() => remove(chosen.chosen)} disabled={cannotChange || chosen.chosen.length === 0}>
          Delete Members
        </Button>
        {isAv ? <p>An audio-video group keeps no members: the newest who are connected are listed.</p> : null}
      </div>
      <Answer
        of={list}
        waiting={
          <div className={lists.waiting}>
            <Bars rows={4} />
          </div>
        }
      >
        {({ members, next }) =>
          members.length === 0 ? (
            <Empty>{isAv ? 'Nobody is connected.' : 'No member yet.'}</Empty>
          ) : (
            <>
              <MemberTable members={members} chosen={chosen} mayChange={!cannotChange} onDelete={(userId) => remove([userId])} />
              <Pager pages={pages} next={next} />
            </>
          )
        }
      </Answer>
      <AddMemberDialog key={`add ${dialogs.opening}`} app={app} groupId={groupId} {...dialogs.of('add')} />
      <DeleteMembersDialog key={`delete ${dialogs.opening}`} app={app} groupId={groupId} userIds={leaving} {...dialogs.of('delete')} />
    </Card>
  )
}
