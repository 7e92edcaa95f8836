import { Button, SegmentedControl } from '@mantine/core'
import type { Conversation } from '@plenum/sdk'
import { useState } from 'react'
import { useDraft } from '../../../data/useDraft.ts'
import { Card } from '../../../ui/Card.tsx'
import { Answer, Bars, NotAllowed } from '../../../ui/Faces.tsx'
import { PageHead } from '../../../ui/PageHead.tsx'
import { NotRunning } from '../NotRunning.tsx'
import { type AppView, useApp } from '../useApp.ts'
import { noRight } from '../words.ts'
import { ChatPane } from './ChatPane.tsx'
import { FillGroup } from './FillGroup.tsx'
import { BeforeGroup, type GroupKind } from './TestGroup.tsx'
import styles from './TryTheService.module.css'
import { type TestUser, useTestUser } from './useTestUser.ts'

type Place = 'each other' | GroupKind

const places: { value: Place; label: string }[] = [
  { value: 'each other', label: 'One-to-one' },
  { value: 'Public', label: 'Group' },
  { value: 'AVChatRoom', label: 'Audio-video group' },
]

/** Two test users side by side, connected as an application connects them. */
export function TryTheService() {
  const app = useApp()
  const waiting = (
    <Card>
      <Bars rows={6} />
    </Card>
  )
  return (
    <>
      <PageHead title="Try the service" below="Two users of this app, side by side, over the same connection your application uses." />
      <Answer of={app} waiting={waiting}>
        {(app) => (app.status === 'enabled' ? <SideBySide key={app.sdkAppId} app={app} /> : <NotRunning app={app} />)}
      </Answer>
    </>
  )
}

function SideBySide({ app }: { app: AppView }) {
  const { sdkAppId } = app
  const { draft, setDraft } = useDraft(`try ${sdkAppId}`, () => ({
    names: ['alice', 'bob'],
    groups: {} as Partial<Record<GroupKind, string>>,
  }))
  const [place, setPlace] = useState<Place>('each other')
  const users = [useTestUser(sdkAppId, draft.names[0]!), useTestUser(sdkAppId, draft.names[1]!)] as const
  /** Who is in which group, by connection: an audio-video group forgets whoever goes. */
  const [joined, setJoined] = useState<string[]>([])
  const notAllowed = noRight(app, 'key')
  const bothOut = users.every(({ state }) => state === 'out')
  const groupId = place === 'each other' ? null : (draft.groups[place] ?? null)

  const joinedName = (user: TestUser) => `${groupId} ${user.userId} ${place === 'AVChatRoom' ? user.state : ''}`

  function paneOf(user: TestUser, other: TestUser, index: number) {
    const conversation: Conversation | null = place === 'each other' ? { peerId: other.userId } : groupId ? { groupId } : null
    const isIn = place === 'each other' || (groupId !== null && joined.includes(joinedName(user)))
    return (
      <ChatPane
        key={index}
        user={user}
        onRename={(name) => setDraft({ ...draft, names: draft.names.with(index, name) })}
        conversation={conversation}
        isKept={place !== 'AVChatRoom'}
        notAllowed={notAllowed}
        before={
          isIn || !user.client ? null : (
            <BeforeGroup
              key={place}
              kind={place as GroupKind}
              groupId={groupId}
              client={user.client}
              onCreated={(created) => {
                setDraft({ ...draft, groups: { ...draft.groups, [place]: created } })
                setJoined((before) => [...before, `${created} ${user.userId} ${place === 'AVChatRoom' ? user.state : ''}`])
              }}
              onJoined={() => setJoined((before) => [...before, joinedName(user)])}
            />
          )
        }
      />
    )
  }

  return (
    <Card>
      <div className={styles.bar}>
        <SegmentedControl
          aria-label="Where they talk"
          data={places}
          value={place}
          onChange={(value) => setPlace(value as Place)}
          className={styles.places}
        />
        {bothOut ? (
          <Button
            disabled={notAllowed !== null || sameName(draft.names)}
            onClick={() => void Promise.all(users.map((user) => user.signIn()))}
          >
            Sign both in
          </Button>
        ) : null}
      </div>
      {notAllowed ? <NotAllowed>{notAllowed}</NotAllowed> : null}
      {sameName(draft.names) ? <NotAllowed>Two different UserIDs are needed.</NotAllowed> : null}
      <div className={styles.panes}>
        {paneOf(users[0], users[1], 0)}
        {paneOf(users[1], users[0], 1)}
      </div>
      {place === 'Public' && groupId && users.some(({ client }) => client) ? (
        <FillGroup key={groupId} sdkAppId={sdkAppId} groupId={groupId} allowed={app.configuration.membersPerGroup} />
      ) : null}
    </Card>
  )
}

function sameName([one, other]: string[]): boolean {
  return one === other
}
