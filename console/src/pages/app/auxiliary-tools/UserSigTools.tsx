import { ZoneNote } from '../ZoneNote.tsx'
import { Generator } from './Generator.tsx'
import { ToolPage } from './ToolPage.tsx'
import styles from './tools.module.css'
import { Verification } from './Verification.tsx'

/** **Auxiliary Tools** > **UserSig Tools**. */
export function UserSigTools() {
  return (
    <ToolPage title="UserSig Tools">
      {(app) => (
        <div className={styles.cards}>
          <Generator app={app} />
          <Verification app={app} />
          <ZoneNote at={app.createdAt} />
        </div>
      )}
    </ToolPage>
  )
}
