import { count } from '../../../ui/numbers.ts'
import { AboveRow, ImpactRow } from './AboveRow.tsx'
import { DownloadAbove } from './DownloadAbove.tsx'
import styles from './Impact.module.css'
import { Names } from './Names.tsx'
import type { Wanted } from './usePlanChoice.ts'
import type { Preview } from './usePreview.ts'

interface HiddenProps {
  preview: Preview
  wanted: Wanted | null
  /** Where nothing stands above a limit, the list is downloaded here. */
  withDownload: boolean
}

/** What the new edition does not have: communities and features in use, and in one quiet line what is not in use. */
export function Hidden({ preview, wanted, withDownload }: HiddenProps) {
  const { communities } = preview.impact
  const used = preview.lostFeaturesInUse.filter((name) => communities.count === 0 || name !== 'Community groups')
  const idle = preview.lostFeatures.filter((name) => !preview.lostFeaturesInUse.includes(name))
  const isHidden = communities.count + used.length > 0
  return (
    <>
      {isHidden ? (
        <div className={styles.impact}>
          <header className={styles.head}>
            <div>
              <h3>Hidden by the change</h3>
              <p>Kept, and out of reach until a return to Ultimate.</p>
            </div>
            {wanted && withDownload && communities.count > 0 ? <DownloadAbove impact={preview.impact} wanted={wanted} /> : null}
          </header>
          <AboveRow
            kind="communities"
            above={communities}
            wanted={wanted}
            title={`${communities.count === 1 ? 'community' : 'communities'} hidden`}
          >
            Nobody can open or write in them until a return to Ultimate. Their topics are kept too.
          </AboveRow>
          {used.length > 0 ? (
            <ImpactRow
              figure={count(used.length)}
              title={`${used.length === 1 ? 'feature in use needs' : 'features in use need'} Ultimate`}
            >
              What was made with {used.length === 1 ? 'it' : 'them'} is kept and hidden until a return to Ultimate.
              <Names names={used} few={8} />
            </ImpactRow>
          ) : null}
        </div>
      ) : null}
      {idle.length > 0 ? (
        <div className={styles.idle}>
          {count(idle.length)} {isHidden ? 'other ' : ''}
          {idle.length === 1 ? 'feature needs' : 'features need'} Ultimate; nothing shows that {idle.length === 1 ? 'it is' : 'they are'} in
          use. <Names names={idle} few={0} />
        </div>
      ) : null}
    </>
  )
}
