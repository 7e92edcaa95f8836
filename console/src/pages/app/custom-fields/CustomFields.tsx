import type { CustomField, CustomFieldLevel } from '@plenum/contract'
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
import { fieldWords } from './field-words.ts'
import { RightsDialog } from './RightsDialog.tsx'

/** Fields of the app's own on one thing: what there is, **Add**, and their rights. */
export function CustomFields({ app, level }: { app: AppView; level: CustomFieldLevel }) {
  const answer = useAnswer('customField.list', { sdkAppId: app.sdkAppId })
  const dialogs = useDialogs<'add' | 'rights'>()
  const [changing, setChanging] = useState<CustomField | null>(null)
  const { title, max } = fieldWords[level]
  const all = answer.data?.customFields ?? []
  const fields = all.filter((field) => field.level === level)
  const full = fields.length >= max
  const mayChange = noRight(app, 'develop') === null
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
          ) : (
            <FieldTable
              level={level}
              fields={fields}
              onChange={
                mayChange
                  ? (field) => {
                      setChanging(field)
                      dialogs.open('rights')
                    }
                  : null
              }
            />
          )
        }
      </Answer>
      {full ? <NotAllowed>An app has at most {max} of them.</NotAllowed> : null}
      <AddFieldDialog key={`add ${dialogs.opening}`} app={app} level={level} present={all} {...dialogs.of('add')} />
      {changing ? <RightsDialog key={`rights ${dialogs.opening}`} app={app} field={changing} {...dialogs.of('rights')} /> : null}
    </Card>
  )
}
