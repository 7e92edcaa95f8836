import type { ReactNode } from 'react'
import { Card } from '../../../ui/Card.tsx'
import { Link } from '../../../ui/Link.tsx'
import type { AppView } from '../useApp.ts'
import { useDialogs } from '../useDialogs.ts'
import { noRight } from '../words.ts'
import { ComesWithUltimate, hasUltimate, ultimateTag } from './ultimate.tsx'

interface EditCardProps {
  app: AppView
  title: string
  /** All of it needs Ultimate. */
  ultimate?: boolean
  /** Drawn anew for each opening. */
  dialog: (opening: { opened: boolean; onClose: () => void }, key: number) => ReactNode
  children: ReactNode
}

/** Present values, and **Edit**. */
export function EditCard({ app, title, ultimate = false, dialog, children }: EditCardProps) {
  const dialogs = useDialogs<'edit'>()
  return (
    <Card
      title={title}
      aside={ultimate ? ultimateTag : null}
      action={
        <Link
          label={`Edit ${title}`}
          onClick={() => dialogs.open('edit')}
          disabled={noRight(app, 'develop') !== null || (ultimate && !hasUltimate(app))}
        >
          Edit
        </Link>
      }
    >
      {children}
      {ultimate ? <ComesWithUltimate app={app} /> : null}
      {dialog(dialogs.of('edit'), dialogs.opening)}
    </Card>
  )
}
