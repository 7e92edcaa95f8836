import type { CustomFieldLevel } from '@plenum/contract'
import { useState } from 'react'
import { useAnswer } from '../../../data/useAnswer.ts'
import { Card } from '../../../ui/Card.tsx'
import { Answer, NotAllowed } from '../../../ui/Faces.tsx'
import { Link } from '../../../ui/Link.tsx'
import styles from '../feature-configuration/FeaturePage.module.css'
import type { AppView } from '../useApp.ts'
import { useDialogs } from '../useDialogs.ts'
import { noRight } from '../words.ts'
import { AddFieldDialog } from './AddFieldDialog.tsx'
import { FieldTable } from './FieldTable.tsx'
import { fieldWords, type GroupField, type UserField } from './field-words.ts'
import { GroupFieldDialog } from './GroupFieldDialog.tsx'
import { GroupFieldTable } from './GroupFieldTable.tsx'
import { RightsDialog } from './RightsDialog.tsx'

/** Fields of the app's own on one thing: what there is, **Add**, and their rights. */
export function CustomFields({ app, level }: { app: AppView; level: CustomFieldLevel }) {
  const answer = useAnswer('customField.list', { sdkAppId: app.sdkAppId })
  const dialogs = useDialogs<'add' | 'rights'>()
  const [changing, setChanging] = useState<string | null>(null)
  const { title, max } = fieldWords[level]
  const all = answer.data?.customFields ?? []
  const fields = all.filter((field) => field.level === level)
  const changed = fields.find(({ key }) => key === changing)
  const full = fields.length >= max
  const mayChange = noRight(app, 'develop') === null
  const change = mayChange
    ? ({ key }: { key: string }) => {
        setChanging(key)
        dialogs.open('rights')
      }
    : null
  const adding = { app, present: all, ...dialogs.of('add') }
  return (
    <Card
      title={title}
      aside={answer.data ? `${fields.length} of ${max}` : null}
      action={
        <Link label={`Add ${title}`} onClick={() => dialogs.open('add')} disabled={!mayChange || full || !answer.data}>
          Add
        </Link>
      }
    >
      <Answer of={answer}>
        {() =>
          fields.length === 0 ? (
            <p className={styles.says}>No field yet. A field that was added stays, under the same name.</p>
          ) : level === 'group' || level === 'member' ? (
            <GroupFieldTable fields={fields.filter(isOfGroups)} onEdit={change} />
          ) : (
            <FieldTable level={level} fields={fields.filter(isOfUsers)} onChange={change} />
          )
        }
      </Answer>
      {full ? <NotAllowed>An app has at most {max} of them.</NotAllowed> : null}
      {level === 'group' || level === 'member' ? (
        <GroupFieldDialog key={`add ${dialogs.opening}`} level={level} field={null} {...adding} />
      ) : (
        <AddFieldDialog key={`add ${dialogs.opening}`} level={level} {...adding} />
      )}
      {changed === undefined ? null : isOfGroups(changed) ? (
        <GroupFieldDialog
          key={`rights ${dialogs.opening}`}
          app={app}
          level={changed.level}
          field={changed}
          present={all}
          {...dialogs.of('rights')}
        />
      ) : (
        <RightsDialog key={`rights ${dialogs.opening}`} app={app} field={changed} {...dialogs.of('rights')} />
      )}
    </Card>
  )
}

const isOfGroups = (field: GroupField | UserField): field is GroupField => 'groupTypes' in field
const isOfUsers = (field: GroupField | UserField): field is UserField => !isOfGroups(field)
