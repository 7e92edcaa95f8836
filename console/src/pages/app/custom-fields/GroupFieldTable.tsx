import type { RightsInType } from '@plenum/contract'
import { groupTypeLabels } from '@plenum/contract/setting-labels'
import { Link } from '../../../ui/Link.tsx'
import styles from '../feature-configuration/FeaturePage.module.css'
import { type GroupField, groupRightLabel } from './field-words.ts'

interface GroupFieldTableProps {
  fields: GroupField[]
  /** null: no right. */
  onEdit: ((field: GroupField) => void) | null
}

/** One row for each group type of a field, so that rights of one type stand side by side. */
export function GroupFieldTable({ fields, onEdit }: GroupFieldTableProps) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Group Type</th>
          <th scope="col">Read</th>
          <th scope="col">Write</th>
          <th scope="col">Actions</th>
        </tr>
      </thead>
      <tbody>
        {fields.flatMap((field) =>
          linesOf(field).map(({ types, rights }, index) => (
            <tr key={`${field.key} ${types}`} data-continues={index > 0 || undefined}>
              <th scope="row">
                <span className={index > 0 ? styles.repeated : undefined}>{field.key}</span>
              </th>
              <td data-label="Group Type">{types}</td>
              <td data-label="Read">{who(rights.readableBy, rights.selfReads)}</td>
              <td data-label="Write">{who(rights.writableBy, rights.selfWrites)}</td>
              <td data-label="">
                {index === 0 ? (
                  <Link label={`Edit of ${field.key}`} onClick={() => onEdit?.(field)} disabled={onEdit === null}>
                    Edit
                  </Link>
                ) : null}
              </td>
            </tr>
          )),
        )}
      </tbody>
    </table>
  )
}

/** Types of the same rights share a line. */
function linesOf({ groupTypes }: GroupField) {
  const alike = new Map<string, RightsInType[]>()
  for (const rights of groupTypes) {
    const same = JSON.stringify({ ...rights, type: null })
    alike.set(same, [...(alike.get(same) ?? []), rights])
  }
  return [...alike.values()].map((of) => ({ types: of.map(({ type }) => groupTypeLabels[type]).join(', '), rights: of[0]! }))
}

function who(right: RightsInType['readableBy'], self: boolean): string {
  return self ? `${groupRightLabel(right)}, self` : groupRightLabel(right)
}
