import table from '../../ui/Table.module.css'
import { type PersonDialog, PersonRow, type PersonView } from './PersonRow.tsx'

interface PeopleTableProps {
  persons: PersonView[]
  /** Absent where the viewer may only read. */
  onAct?: ((dialog: PersonDialog, person: PersonView) => void) | undefined
}

export function PeopleTable({ persons, onAct }: PeopleTableProps) {
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Role</th>
          <th scope="col">Apps</th>
          <th scope="col">Also allowed</th>
          <th scope="col">Last sign-in</th>
          <th scope="col">
            <span className={table.hidden}>Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {persons.map((person) => (
          <PersonRow key={person.personId} person={person} onAct={onAct ? (dialog) => onAct(dialog, person) : undefined} />
        ))}
      </tbody>
    </table>
  )
}
