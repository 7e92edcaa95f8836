import type { CustomField, CustomFieldLevel } from '@plenum/contract'
import { Link } from '../../../ui/Link.tsx'
import styles from '../feature-configuration/FeaturePage.module.css'
import { fieldWords, rightLabel } from './field-words.ts'

interface FieldTableProps {
  level: CustomFieldLevel
  fields: CustomField[]
  /** null: no right. */
  onChange: ((field: CustomField) => void) | null
}

export function FieldTable({ level, fields, onChange }: FieldTableProps) {
  const { prefix, rights, change } = fieldWords[level]
  const withRights = rights.length > 0
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Name</th>
          {withRights ? (
            <>
              <th scope="col">Read</th>
              <th scope="col">Write</th>
              <th scope="col">Actions</th>
            </>
          ) : (
            <th scope="col">Key</th>
          )}
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <tr key={field.key}>
            <th scope="row">{field.key}</th>
            {withRights ? (
              <>
                <td data-label="Read">{rightLabel(level, field.readableBy)}</td>
                <td data-label="Write">{rightLabel(level, field.writableBy)}</td>
                <td data-label="">
                  <Link label={`${change} of ${field.key}`} onClick={() => onChange?.(field)} disabled={onChange === null}>
                    {change}
                  </Link>
                </td>
              </>
            ) : (
              <td data-label="Key">
                {prefix}
                {field.key}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
